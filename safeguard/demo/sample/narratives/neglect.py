"""Hunger, tiredness, clothes, health left waiting."""

from safeguard.demo.sample.narratives.kinds import Narrative, Theme

NEGLECT: tuple[Narrative, ...] = (
    Narrative(
        Theme.NEGLECT,
        """{C} asked me for food [before the register|during first lesson|at the start of period 1]. I asked what {he}
        had eaten today and {he} said nothing yet. {He} ate [two slices of toast|a banana and a cereal bar|a bowl of
        cereal] quickly and asked whether {he} could keep some for later. This is the [second|third] time this half
        term that I know of.""",
        words="""“There's only stuff for {mum}'s [work|lunch] in.” (I asked: “Did you have any breakfast?”)""",
        done="""Gave {him} breakfast. Told {him} I would let {dsl} know so that we can sort out breakfast club.""",
        place="classroom|tutor room|breakfast club",
        known="child_told",
        by="tutor teacher support",
        when="monday",
        hours=(8, 9),
    ),
    Narrative(
        Theme.NEGLECT,
        """{c} came in without a coat again. It was [raining hard|below freezing|sleeting] at the gate and {his} jumper
        was wet through. {He} said {he} has not got one that fits. I have seen {him} without a coat [every day this
        week|four days out of the last five].""",
        words="""“It's fine, I don't get cold.”""",
        done="""Lent {him} a coat from the spares and dried {his} jumper on the radiator.""",
        place="front gate|playground|reception",
        by="support teacher office",
        when="winter",
        hours=(8, 8),
    ),
    Narrative(
        Theme.NEGLECT,
        """{C} fell asleep [in the first lesson|on the carpet|with {his} head on the desk] and was hard to wake. I let
        {him} rest for ten minutes. When {he} woke {he} told me {he} was up until “about one” because the television
        is in the room where {he} sleeps and other people were watching it.""",
        words="""“I can't go to bed till they go to bed.”""",
        done="""Let {him} rest in the [book corner|wellbeing room], then {he} joined in. I have not rung home.""",
        place="classroom|library|book corner",
        by="teacher support",
        when="monday",
        hours=(9, 9),
    ),
    Narrative(
        Theme.NEGLECT,
        """{c}'s shoes have split and [the sole is coming away|they are at least two sizes too small]. {He} was
        [limping|walking on the backs of them] at [break|the start of PE]. When I asked, {he} said {he} had told
        [{mum}|home] and was waiting for pay day. Other children [have noticed|made a remark and I dealt with that].""",
        done="""Found {him} plimsolls for today. Did not say anything in front of the others.""",
        place="playground|hall|sports hall|corridor",
        by="teacher support lunch",
    ),
    Narrative(
        Theme.NEGLECT,
        """For the third week {C} has come in wearing the same unwashed shirt. There is a smell of damp and the other
        children at {his} table have started moving away. {c} knows and [keeps {his} coat on|has begun sitting on {his}
        own]. {He} was proud of {his} work today and did not want to show it at the front.""",
        words="""“The washing machine's broke. It's been broke ages.” (I said: “Is everything all right with your
        uniform?”)""",
        done="""Spoke to {him} on {his} own. We have clean uniform in [the office|the wellbeing room] that {he} can use.""",
        by="teacher tutor support",
        known="child_told",
    ),
    Narrative(
        Theme.NEGLECT,
        """At lunch {C} went round the tables asking for what others had not eaten. {He} put [two bread rolls|an apple
        and some crackers] in {his} pocket. I asked if {he} wanted seconds and {he} had a full second plate. When I
        asked about the rolls {he} said they were for [{his} sister|tea].""",
        words="""“It's for later. Can I have the orange as well?”""",
        done="""Made sure {he} had seconds. Let {him} keep the food.""",
        place="lunch hall|canteen|lunch room",
        by="lunch support",
        when="friday",
        hours=(12, 12),
    ),
    Narrative(
        Theme.NEGLECT,
        """{c} was holding {his} face and could not eat on one side. {He} says {his} tooth has hurt “for weeks”. I could
        see {he} was in pain. I rang home and [{mum}|the adult who answered] said they could
        not get a dentist and would give {him} something tonight. This was also mentioned [last month|some weeks ago].""",
        done="""Rang home. Gave the number of the emergency dental line. {c} stayed in school and had soup.""",
        place="classroom|reception|school office",
        by="office medical support",
        known="child_told",
        track="health",
    ),
    Narrative(
        Theme.NEGLECT,
        """{C} has not had {his} glasses since {since}. {He} sits with {his} face close to the page and
        cannot read the board. I have written home twice. Today {he} told me they were sat on and nobody has had time
        to take {him}.""",
        done="""Moved {him} to the front and enlarged {his} sheets.""",
        by="teacher support",
        track="health",
    ),
    Narrative(
        Theme.NEGLECT,
        """Head lice again, for the [fourth|fifth] time this year, and {c}'s scalp is sore behind the ears. {He}
        was scratching all morning and could not settle. When I rang, {mum} said they had run out of the treatment
        and it costs too much.""",
        done="""Rang home and offered a bottle from the medical room. {Mum} said {mum_she} would collect it at the
        end of the day.""",
        by="support office",
        phases="primary special",
        track="health",
    ),
    Narrative(
        Theme.NEGLECT,
        """{c} has not had {his} inhaler in school since {since}. After running today {he} was
        wheezing and frightened. Our spare worked within a few minutes. The inhaler at home ran out and the repeat
        has not been collected.""",
        words="""“{mum} keeps forgetting to get it. I just sit out.”""",
        done="""Used the school's emergency inhaler with consent on file, stayed with {him}, told first aid.""",
        place="sports hall|field|playground",
        by="teacher medical",
        urgency="not_today unsure",
        track="health",
    ),
)
