"""Absence and lateness; and what is going well, which belongs in a chronology too."""

from safeguard.demo.sample.narratives.kinds import Narrative, Theme

SCHOOL_DAY: tuple[Narrative, ...] = (
    Narrative(
        Theme.ATTENDANCE,
        """{C}'s attendance is [81%|84%|78%] this half term. Nearly all of it is Mondays and the day after a holiday. Each
        absence has been rung in as a [stomach ache|headache|cold]. Two of the calls sounded to me like {c} and not like
        {mum}.""",
        done="""Listed the dates. Invited {mum} in; no answer to [one letter|two letters].""",
        place="attendance office",
        by="attendance",
        phases="primary secondary special",
        when="monday",
    ),
    Narrative(
        Theme.ATTENDANCE,
        """{C} has not been in [all week|for four days] and nobody has rung. All numbers go to voicemail.
        I called at the house: curtains closed, no answer, post on the mat. A neighbour had not seen them
        this week.""",
        done="""Card through the door. All contacts tried twice. Told {dsl} that a welfare check may be needed.""",
        place="at home, during a visit",
        known="saw",
        urgency="today",
        by="attendance",
        phases="primary secondary special",
        track="unreached",
    ),
    Narrative(
        Theme.ATTENDANCE,
        """{c} is in school but not in lessons: [four|five|six] lessons missed since [Monday|last week], all in the afternoon.
        {He} was found in [the far toilets|the sports hall store|the library corner] each time, on {his} own. {He} does not
        misbehave there. {He} just sits.""",
        words="""“It's quiet. I'm not doing anything.”""",
        done="""Walked {him} to {his} lesson and stayed at the door. {He} said maths is “where it starts”.""",
        place="corridor|library",
        by="support tutor attendance",
        phases="secondary",
    ),
    Narrative(
        Theme.ATTENDANCE,
        """{C} arrived [half an hour|forty minutes|an hour] late, alone. {He} had walked because nobody was up. {He} is {age}. {He} had crossed the
        main road by the [roundabout|station]. {He} was in good spirits and had {his} reading book.""",
        words="""“I did my own breakfast and I locked the door.”""",
        done="""Praised {him} for coming in. Rang home: no answer twice, then {mum}, who had overslept.""",
        place="school office|reception",
        by="office attendance",
        phases="primary",
        when="monday",
        ages=(7, 10),
        hours=(9, 10),
    ),
    Narrative(
        Theme.ATTENDANCE,
        """{Mum} told us that {c} will be taught at home from [Monday|next week]. {c} did not know this when {he} talked to me
        today and cried. There is an open plan for the family. {Mum} was angry with us [last week|after the meeting] and I
        wonder whether this is why; that is my view.""",
        words="""“I haven't even said bye to anyone.”""",
        done="""Told {mum} that we would like to meet first. Told {dsl} because of the plan.""",
        known="someone_told",
        urgency="unsure today",
        by="office tutor attendance",
    ),
    Narrative(
        Theme.ATTENDANCE,
        """{c} was moved to a part-time timetable [some weeks ago|last term] and now comes in for [two|three] hours. On the
        other days {he} is “out with mates”. I do not know who has oversight of {him} then. I could not find a review
        date.""",
        done="""Asked the SENCO for the plan. Logging it so that it is not only in my head.""",
        place="tutor room",
        by="tutor teacher",
        phases="secondary",
    ),
    Narrative(
        Theme.POSITIVE,
        """Something good, for the file. {C} [came to breakfast club every day this week|was in school every day this
        fortnight|handed in every piece of homework] and told me it is easier now that [{his} aunt is staying|{mum} has
        changed {mum_his} shift]. {He} looked rested and {he} was laughing with friends.""",
        words="""“I got up before my alarm.”""",
        done="""Told {him} I had noticed. Rang home to say so; {mum} was pleased.""",
        known="saw",
        by="tutor support teacher",
    ),
    Narrative(
        Theme.POSITIVE,
        """{C} asked [to see somebody|for {dsl}] {himself} today, before things got too much, as we had agreed. {He} used the
        card, sat for ten minutes, and went back to the lesson. A few months ago this would have ended with {him}
        leaving the site.""",
        words="""“I did the card thing. It sort of works.”""",
        done="""Said well done. Told {his} tutor.""",
        place="wellbeing room|corridor",
        by="support tutor pastoral",
        again=True,
    ),
    Narrative(
        Theme.POSITIVE,
        """{Mum} came to the meeting on time, had filled in the form, and asked what else {mum_she} could do. {c} showed
        {mum_him} {his} [model|painting|book]. They left hand in hand. I was worried about this family at the start of the
        year and want to record that this was different.""",
        done="""Agreed to ring on Fridays with one good thing.""",
        place="classroom|meeting room",
        by="teacher support",
        phases="primary special",
        again=True,
    ),
    Narrative(
        Theme.POSITIVE,
        """Small note. {c} told me, without being asked, that {he} slept in {his} own bed all week and that the new flat has a
        door that locks. {He} has drawn the flat with everyone in it.""",
        words="""“Mine's the one with the blue curtain.”""",
        done="""Put the drawing up, with {his} permission.""",
        known="child_told",
        by="teacher support",
        phases="primary",
    ),
    Narrative(
        Theme.WELLBEING,
        """{C} and {peer} fell out at [break|lunch] over a seat on a trip. {c} cried and said nobody likes {him}. By the end of
        the day they had made it up themselves. I would not normally write this down, but I was asked to keep an eye on
        {him} this term.""",
        words="""“They said they'd sit with me and then they didn't.”""",
        done="""Let them sort it out with me nearby.""",
        place="playground|canteen|tutor room",
        by="tutor teacher lunch",
        peer="bystander",
        hours=(13, 14),
        track="friends",
        tags="child_on_child",
    ),
)
