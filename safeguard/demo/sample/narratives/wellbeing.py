"""Low mood, worry, self-harm told carefully, loss. No methods and no injuries are described."""

from safeguard.demo.sample.narratives.kinds import Narrative, Theme

WELLBEING: tuple[Narrative, ...] = (
    Narrative(
        Theme.SELF_HARM,
        """{C} stayed behind after [registration|period 5] and asked if {he} could tell me something that I would not tell
        {mum}. I said I might need to share it if I was worried about {him}. {He} told me {he} has been hurting {himself}
        when things get too much, and that the last time was [at the weekend|two nights ago]. I did not ask to see
        anything.""",
        words="""“It's the only thing that makes it go quiet. I don't want to die or anything.”""",
        done="""Thanked {him} for telling me. Walked with {him} to {dsl} and stayed while they talked.""",
        known="child_told",
        urgency="today",
        by="tutor teacher support",
        phases="secondary",
        place="tutor room|classroom|wellbeing room",
        ages=(12, 19),
        hours=(9, 9),
    ),
    Narrative(
        Theme.SELF_HARM,
        """Two students from {c}'s form came to me at [break|lunch], very worried. {c} had sent them a message last night
        saying {he} had hurt {himself} again and not to tell anyone. They showed me the words of the message, not any
        picture. {c} is in school today and was in my lesson.""",
        done="""Told both students they had done the right thing and that it is not theirs to carry. Went straight to {dsl}
        before the next lesson.""",
        known="someone_told",
        urgency="today",
        by="tutor teacher pastoral",
        phases="secondary",
        place="corridor|tutor room|library",
        ages=(12, 19),
    ),
    Narrative(
        Theme.SELF_HARM,
        """{c} had two plasters on {his} forearm and pulled {his} sleeve down when [the sleeve rode up|{he} reached for the
        paper]. I asked if {he} was all right and {he} said the cat had scratched {him}. The family do not have a cat. I
        did not press {him}.""",
        words="""“It's just the cat, Miss. Honestly.”""",
        done="""Said I was glad to see {him} and that I am in my room at lunch. Told {dsl} in person.""",
        urgency="today unsure",
        by="teacher tutor",
        phases="secondary",
        place="art room|science corridor|classroom",
        ages=(12, 19),
    ),
    Narrative(
        Theme.SELF_HARM,
        """A friend of {c}'s came to me [at break|before the bell], very worried. {C} has stopped answering messages, has given away
        {his} trainers and said {he} “won't be needing them”. The friend has been carrying this since [Friday|the
        weekend] and was shaking. {c} is in lessons today.""",
        words="""The friend told me that {c} said: “You can have them. I won't be needing them.”""",
        done="""Told the friend that this was exactly the right thing to do. Went to {dsl} at once. {c} was found and seen.""",
        known="someone_told",
        urgency="today",
        by="tutor teacher pastoral",
        phases="secondary",
        place="tutor room|corridor",
    ),
    Narrative(
        Theme.WELLBEING,
        """In {his} [English book|planner] {C} has written that [nobody would notice if {he} was not here|{he} does not see
        the point of next year]. It is in the middle of an ordinary piece of work, in small writing. {He} handed the book
        in as usual.""",
        words="""From {his} book: “It wouldn't matter if I wasn't in it.”""",
        done="""Kept the book. Found {dsl} before {c}'s next lesson so that somebody could see {him} today.""",
        urgency="today",
        by="teacher",
        phases="secondary",
        ages=(12, 19),
    ),
    Narrative(
        Theme.WELLBEING,
        """{C} has stopped [eating at lunch|coming to the canteen]. {He} sits in the library with a bottle of water and says
        {he} had a big breakfast. I have seen this [every day for two weeks|most days since {since}]. {He} looks thinner
        in the face to me; that is only my view. A friend of {his} has told me the same.""",
        words="""“I'm not hungry. I'm just not a lunch person.”""",
        done="""Did not comment on {his} looks. Asked {him} to help me in the library so that {he} is not alone.""",
        by="support tutor lunch",
        phases="secondary",
        place="library|canteen",
    ),
    Narrative(
        Theme.WELLBEING,
        """{c} could not come into [the hall for assembly|the exam room|the classroom] this morning. {He} was breathing fast
        and shaking and could not say why. It lasted about [ten|fifteen|twenty] minutes. This is the [second|third] time
        this month. {He} said afterwards that {he} has not been sleeping.""",
        words="""“My chest goes and then I can't hear people.”""",
        done="""Sat with {him} somewhere quiet until it passed. {Mum} was rung and came to talk with us.""",
        by="support teacher tutor medical",
        phases="secondary primary",
        place="corridor|hall|classroom",
        hours=(9, 10),
    ),
    Narrative(
        Theme.WELLBEING,
        """At circle time {C} put {his} worry in the worry box. It says that {he} is scared [Mummy|Daddy|Nana] will die when
        {he} is at school, and that {he} stays awake to check. {He} has been tearful at the gate [this week|since
        Monday].""",
        words="""From the worry box, {his} spelling corrected: “I check she is breathing.”""",
        done="""Read it with {him} privately. Told {him} that worries can be shared and that {dsl} is good at helping.""",
        by="teacher support",
        phases="primary",
        ages=(4, 9),
    ),
    Narrative(
        Theme.WELLBEING,
        """{C} has been washing {his} hands until they are sore. {He} asks to leave the room [four or five times|at least
        three times] a lesson. {He} told me {he} has to do it in fives or something bad will happen to {his} family.""",
        words="""“I know it's not real but I can't stop.”""",
        done="""Told {him} other people have had this and been helped. Agreed a discreet card to leave the room.""",
        known="child_told",
        by="tutor teacher support",
    ),
    Narrative(
        Theme.WELLBEING,
        """{c} is in {his} exam year and has told me {he} sleeps “about four hours”. {He} revises until two. When the mock
        results came out {he} cried and said {he} had let everybody down. The marks were good.""",
        words="""“If I don't get the grades there isn't a plan.”""",
        done="""Talked through the next week with {him} and cut {his} timetable. {He} agreed to see the counsellor.""",
        known="child_told",
        by="tutor teacher pastoral",
        phases="secondary",
        ages=(15, 19),
    ),
    Narrative(
        Theme.BEREAVEMENT,
        """{C}'s {lost} died [on Sunday|at the weekend|last week]. {c} has come to school because
        {he} wanted to. {He} was all right until [the register|lunch], when a friend asked, and then {he} cried for some
        time.""",
        words="""“I keep thinking I'll tell {Lost} things.”""",
        done="""{He} chose to stay. Told {his} teachers with {his} agreement. Time out card given.""",
        known="child_told",
        by="tutor teacher support",
        when="monday",
    ),
    Narrative(
        Theme.BEREAVEMENT,
        """It is a year this week since {c}'s {lost} died. {He} has been [short with friends|very quiet|leaving lessons] and
        today {he} tore up a picture {he} had made. {He} let me tape it together again. {His} grandmother had told us
        this week would be hard.""",
        words="""“Everyone else has forgotten.”""",
        done="""We walked round the field. {He} would like to plant something. I said I would ask.""",
        place="field|garden|classroom",
        by="support teacher",
        phases="primary secondary special",
    ),
    Narrative(
        Theme.BEREAVEMENT,
        """{Mum} rang to say that {c}'s {lost} is now in the hospice and that the children have been told. {c} does not want
        it mentioned in class. {Mum} asks that somebody {he} likes is near {him} and that we ring {mum_him} at once if
        {he} asks to go.""",
        done="""Wrote down what {mum} asked for. {c} and I have agreed who {he} can come to.""",
        known="someone_told",
        place="by telephone",
        urgency="unsure not_today",
        by="office tutor",
        phases="primary secondary special",
    ),
    Narrative(
        Theme.YOUNG_CARER,
        """{C} was late for the [third|fourth] time this [week|fortnight]. {He} told me {he} gets {his} little brother up,
        fed and dressed because [{mum} has bad days with {mum_his} back|{mum} works nights], and takes him to school
        first. {He} is proud of it and did not think it worth saying.""",
        words="""“Somebody's got to do his buttons.”""",
        done="""Said it was a lot to do before nine and that there is a young carers' group here. No sanction for lateness.""",
        known="child_told",
        place="reception|tutor room|front gate",
        by="attendance tutor",
        phases="secondary primary",
        when="monday",
        hours=(9, 9),
    ),
    Narrative(
        Theme.YOUNG_CARER,
        """{c} asked to keep {his} telephone on in lessons. {He} rings [{mum}|{his} nan] at break and lunch to check that
        {mum_she} has taken {mum_his} tablets. Last week {he} left school at [eleven|two] because {mum_she} did not
        answer.""",
        words="""“If I don't ring she might not wake up properly.”""",
        done="""Agreed that {he} may ring from the office at break and lunch. Said {dsl} would want to help with this.""",
        known="child_told",
        by="tutor pastoral office",
        phases="secondary",
        place="office|tutor room",
    ),
    Narrative(
        Theme.YOUNG_CARER,
        """I needed to speak with {mum} about a form. {C} was asked to interpret, as {he} is for the doctor, the bank and
        the landlord. Some of it was about {mum_his} health and {he} plainly understood it. {He} missed two lessons for
        an appointment [last week|on Tuesday].""",
        done="""Stopped and booked an interpreter. Told {c} {he} had been a great help and that it should not be {his} job.""",
        place="reception|school office",
        by="office pastoral teacher",
    ),
    Narrative(
        Theme.YOUNG_CARER,
        """{c} has a burn on the side of {his} left hand, about the size of a pound coin. {He} says {he} was draining
        pasta for tea and the pan tipped. {He} cooks most nights. It had been rinsed and had a plaster on it. The
        explanation fits what I could see.""",
        words="""“I do it every night, I just wasn't looking.”""",
        done="""First aid looked at it. {Mum} was rung and knew about it.""",
        by="medical teacher support",
        phases="secondary primary",
        place="food technology room|classroom|medical room",
        mark=("front-left-hand", "Burn or scald", "about 2 cm"),
        ages=(10, 19),
        track="carer",
    ),
)
