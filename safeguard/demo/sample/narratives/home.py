"""Home conditions and supervision, money, parents under strain."""

from safeguard.demo.sample.narratives.kinds import Narrative, Theme

HOME: tuple[Narrative, ...] = (
    Narrative(
        Theme.HOME,
        """While we were [reading|packing up|walking to lunch] {C} told me {he} was at home on {his} own last night
        “till it was late”. {He} did not know what time {mum} came in but {he} had put {himself} to bed. {He} heard
        somebody try the door and hid [behind the sofa|in the bathroom].""",
        words="""“I locked it and I was quiet like {mum} said.”""",
        done="""Said {he} had done the right thing by telling me and that I would talk to {dsl}.""",
        known="child_told",
        urgency="today not_today",
        phases="primary",
        by="teacher support",
        when="monday",
        ages=(6, 11),
    ),
    Narrative(
        Theme.HOME,
        """{c} said there has been no [heating|electric] since [Friday|the weekend] because the meter ran out. They have
        been sleeping in one room with their coats on. {He} was cheerful telling it, but {he} was cold to the touch
        when {he} arrived and asked to stand by the radiator.""",
        words="""“We're camping in the front room. It's all right. {Mum} says Thursday.”""",
        done="""Warm drink. Told the office, who have the food bank and fuel voucher forms.""",
        known="child_told",
        place="tutor room|breakfast club|classroom",
        by="tutor support teacher",
        when="winter",
        tags="homelessness",
    ),
    Narrative(
        Theme.HOME,
        """{C}'s family have been moved again, to one room in a [hotel|hostel] on the other side of town. {c}
        [takes two buses|leaves at half past six] and does {his} homework on the bed. There are four of them in the
        room. {He} asked me not to tell the class.""",
        words="""“It's only till they find us somewhere. That's what they said last time.”""",
        done="""Thanked {him} for telling me. Moved {his} homework deadline. Said {dsl} may be able to help with travel.""",
        known="child_told",
        by="tutor teacher pastoral",
        tags="homelessness",
    ),
    Narrative(
        Theme.HOME,
        """Nobody collected {C} at the end of the day. We rang all three numbers: one is out of use, two went to voicemail. An hour later a neighbour came whom {c} knew, but who is not on our list. I did not release {him} until
        {mum} rang back and agreed. {Mum} said {mum_she} had been [held up at work|asleep].""",
        done="""Stayed with {c} in the office. Confirmed who was collecting by telephone with a second member of staff
        listening.""",
        place="school office|reception|front entrance",
        by="office teacher",
        phases="primary special",
        urgency="not_today unsure",
        when="friday",
        hours=(16, 16),
    ),
    Narrative(
        Theme.HOME,
        """I visited with [the family support worker|a colleague] to take work. The [hall and stairs were piled with
        bags and only one room could be used|kitchen ceiling had come down in one corner and there was black mould down
        the wall]. {c}'s bed was a mattress on the floor without a sheet. {Mum} was friendly, looked exhausted, and
        asked whether we could do anything about the landlord.""",
        done="""Did not comment on the rooms in front of {c}. Said I would ask who can help with the landlord.""",
        place="at home, during a visit",
        by="pastoral attendance",
        phases="primary secondary special",
        tags="homelessness",
    ),
    Narrative(
        Theme.HOME,
        """{c} mentioned that {he} lives with [{his} friend's family|a friend of {mum}'s] now and has done since
        {since}. {Mum} is staying with a new partner in another town. I do not think we were told. {c} says
        {he} is happy there and has {his} own room.""",
        words="""“It's easier. {Mum} rings on Sundays.”""",
        done="""Noted the address {he} gave. I have not contacted anybody.""",
        known="child_told",
        by="tutor teacher pastoral",
        phases="secondary",
        tags="private_fostering",
    ),
    Narrative(
        Theme.FAMILY,
        """{C}'s [{mum}|father] came to collect at the end of the day and smelled strongly of alcohol. [{mum_She} was|He
        was] unsteady and dropped the keys twice. {mum_She} had come by car. I said that {c} was finishing some
        work and asked {dsl} to come down. Another relative was rung and collected {c} instead.""",
        done="""Kept {c} inside with me. {dsl} spoke to the adult. Nobody drove {c}.""",
        place="front gate|reception|front entrance",
        urgency="today",
        by="teacher office",
        phases="primary special",
        tags="drugs_alcohol",
        hours=(15, 15),
    ),
    Narrative(
        Theme.FAMILY,
        """{c} asked if {he} could talk to me. {He} said [{mum}|{his} dad] has gone back to [not getting up|drinking] since
        losing the job, and {c} has been getting {himself} to school. {He} has not told anyone. {He} worried that saying
        it would get [{mum}|them] into trouble.""",
        words="""“I don't want anybody to come round. I just want it to be like it was.”""",
        done="""Listened. Said I could not keep it to myself, that {dsl} helps families, and that {he} is not in trouble
        and neither is {mum}.""",
        known="child_told",
        place="tutor room|wellbeing room|library",
        by="tutor pastoral support",
        phases="secondary primary",
        tags="drugs_alcohol",
        track="care",
    ),
    Narrative(
        Theme.FAMILY,
        """{C} was quiet all morning. At [break|lunch] {he} told me that {his} [dad|brother] has been sent to prison and
        that it was in the paper. {He} does not know for how long. {He} is worried that the others will find out.""",
        words="""“Everyone's going to look at me.”""",
        done="""Told {him} that what {he} said stays with the people who help {him}. Agreed a sign {he} can use to leave the
        room.""",
        known="child_told",
        by="tutor support teacher",
        phases="primary secondary",
        tags="family_prison",
        track="news",
    ),
    Narrative(
        Theme.FAMILY,
        """{Mum} stopped me at the gate and began to cry. {mum_She} said the benefits have been stopped for
        [three weeks|five weeks], they have been using the food bank, and {mum_she} has not been eating so that the
        children can. {c} was standing beside {mum_him} and heard all of it.""",
        words="""{c} said to {mum_him}: “I'm not even hungry.”""",
        done="""Took them both inside for a drink. {Mum} agreed that I could tell {dsl} and ask about a food parcel today.""",
        place="front gate|front entrance",
        known="someone_told",
        by="teacher office support",
        phases="primary special",
        when="friday",
        hours=(8, 8),
    ),
    Narrative(
        Theme.FAMILY,
        """{c} says {his} parents are separating and that each asks {him} what the other one says. {He} was asked to
        carry a letter. {He} has been staying in the toilets at the end of the day so as not to go home yet.""",
        words="""“I'm not a postman.”""",
        done="""Told {him} it is not {his} job to carry messages between them. {He} said it is all right for {dsl} to know.""",
        known="child_told",
        by="tutor teacher pastoral",
        tags="emotional",
        track="news",
    ),
    Narrative(
        Theme.FAMILY,
        """{C} told a teaching assistant that the family may have to leave the country and that [a letter came|men came
        with a letter]. {He} has started packing {his} favourite things into {his} school bag each day “just in case”.
        The bag was so heavy today that {he} could not lift it.""",
        words="""“If we go in the night I'll have my things.”""",
        done="""We found a locker for the things that matter most. Said {dsl} knows people who can explain letters.""",
        known="child_told",
        by="support teacher",
        tags="homelessness",
        track="news",
    ),
    Narrative(
        Theme.DOMESTIC,
        """{C} told me that there was shouting at home [on Saturday night|over the weekend|last night] and that something
        was [thrown|broken] in the kitchen. {He} took {his} little brother upstairs and put the music on so that he
        would not hear. Nobody hurt {him}. {He} does not know whether {mum} was hurt.""",
        words="""“I turned it up so he couldn't hear them.”""",
        done="""Listened, did not ask further. Told {him} I would share this with {dsl} today.""",
        known="child_told",
        urgency="today unsure",
        by="teacher tutor support",
        when="monday",
        track="worry",
    ),
    Narrative(
        Theme.DOMESTIC,
        """Police notification received before school: officers were called to {c}'s address last night to an argument between adults. {c} was [upstairs|in the room]. No injury was recorded. Reference and log
        number are with the office copy.""",
        done="""Passed to {dsl}. {c}'s teachers asked to keep an eye on {him} today without being told why.""",
        place="not in school",
        known="someone_told",
        urgency="today",
        by="office attendance",
        phases="primary secondary special",
        when="monday",
        hours=(8, 8),
    ),
    Narrative(
        Theme.DOMESTIC,
        """{Mum} said quietly at the [end of parents' evening|office] that [the children's father|her partner] checks
        {mum_his} phone and {mum_his} mileage and that {mum_she} had ten minutes. {mum_She} asked us not to ring the
        house. {mum_She} gave me {mum_his} sister's number.""",
        done="""Took the number and did not write it in the planner. Told {mum_him} that {dsl} would ring the sister's
        number and nothing else.""",
        place="school office|reception|hall",
        known="someone_told",
        urgency="today unsure",
        by="office teacher tutor",
        phases="primary secondary special",
    ),
    Narrative(
        Theme.DOMESTIC,
        """When the class talked about [the weekend|the holidays], {c} went under the table and would not come out.
        Afterwards {he} said {he} does not like Fridays because [Gary|{mum}'s boyfriend|Dad] comes back on Fridays. {He}
        drew a house with {himself} outside it.""",
        words="""“It's better when it's just us.”""",
        done="""Sat with {him} until {he} was ready. Kept the drawing, dated it.""",
        known="child_told",
        phases="primary special",
        by="teacher support",
        when="friday",
        ages=(4, 9),
        track="worry",
    ),
    Narrative(
        Theme.DOMESTIC,
        """{C} flinched and put both arms over {his} head when a [chair fell|door slammed]. It took {him} some minutes to
        settle. {He} said it was “nothing, just habit”. I have noticed {him} watch the door in lessons since {since}.""",
        words="""“It's nothing. It's just loud.”""",
        done="""Moved {him} to a seat from which {he} can see the room. Said I was not cross and that I am here.""",
        phases="secondary primary",
        by="teacher tutor",
        track="worry",
    ),
    Narrative(
        Theme.DOMESTIC,
        """{c} asked if {he} could [sleep at school|go home with me]. {He} said it as a joke first and then said it again. On
        asking “What would be different?”, {he} said it would be quiet. {He} then said {he} does not want anybody told.""",
        words="""“Nobody throws stuff here.” (I asked: “What would be different if you were here?”)""",
        done="""Explained why I have to tell {dsl}. {He} nodded. {He} went to lunch with a friend.""",
        known="child_told",
        urgency="today",
        by="teacher support pastoral",
        when="friday",
        track="worry",
    ),
)
