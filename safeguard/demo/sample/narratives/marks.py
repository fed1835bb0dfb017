"""Marks that were in plain sight, and what was said about them."""

from safeguard.demo.sample.narratives.kinds import Narrative, Theme

MARKS: tuple[Narrative, ...] = (
    Narrative(
        Theme.MARK,
        """When {C} rolled up {his} sleeves to [wash up|paint], I saw a bruise on {his} left forearm, [yellow and
        green|purple], about the length of my thumb. I asked how it happened. {He} said {he} fell off the trampoline, and
        a few minutes later said it was the door.""",
        words="""“I fell off. No, it was the door, I walked in the door.” (I asked: “That looks sore, what happened?”)""",
        done="""Did not ask again. Told {him} I would let {dsl} know.""",
        place="art room|classroom|food technology room",
        urgency="today",
        by="teacher support",
        mark=("front-left-forearm", "Bruise", "about 5 cm"),
        track="mark_doubt",
    ),
    Narrative(
        Theme.MARK,
        """{c} came in with a swollen lip and a graze on {his} chin. {Mum} said at the gate that {he} came off {his} scooter
        on [Saturday|Sunday]. {c} said the same when I asked {him} later, without {mum} there, and showed me how. It looks
        to me like what {he} describes. I am recording it because I was asked to record marks.""",
        words="""“I went down the big hill and I didn't do the brake.”""",
        done="""Thanked {mum} for telling us. First aid looked at it.""",
        place="front gate|playground",
        by="teacher support",
        phases="primary",
        when="monday",
        mark=("head-chin-and-jaw", "Cut or graze", "about 3 cm"),
        hours=(8, 8),
    ),
    Narrative(
        Theme.MARK,
        """I noticed [two|three] small round bruises on the inside of {C}'s upper arm when {he} put {his} hand up. {He} saw me
        look and put {his} arm down. I said nothing in front of the class. {He} has kept {his} jumper on since, although
        the room is hot.""",
        done="""Asked {him} to help me carry books, so that {he} had a chance to talk. {He} did not.""",
        urgency="today",
        by="teacher",
        mark=("front-left-upper-arm", "Bruise", "each about 1 cm"),
        track="mark_doubt",
    ),
    Narrative(
        Theme.MARK,
        """{c} told the teaching assistant that [Mum's friend|{his} stepdad|Dad] “grabbed” {him} because {he} would not turn the
        game off, and that it still hurts. There is a red mark at {his} [wrist|shoulder]. {He} said it as if it were
        ordinary. {He} did not seem afraid to go home.""",
        words="""“He only grabbed me. He said sorry after.”""",
        done="""Wrote {his} words down at once. Told {dsl} before the end of the lesson. {Mum} not rung.""",
        known="child_told",
        urgency="today",
        by="support teacher",
        phases="primary secondary",
        mark=("front-right-forearm", "Other", "about 6 cm"),
        track="mark_doubt",
    ),
    Narrative(
        Theme.MARK,
        """{C} has a scratch on {his} cheek and a bruise under the eye. {He} says {he} and {his} brother were play-fighting and
        that {mum} told them both off. {His} brother told his own teacher the same, without being asked. I am
        recording it with the others from this term.""",
        words="""“He got me back and then {mum} went mad at both of us.”""",
        done="""No further questions. Cold cloth.""",
        by="teacher tutor support",
        when="monday",
        mark=("head-left-cheek", "Bruise", "about 2 cm"),
    ),
    Narrative(
        Theme.MARK,
        """There is a mark on {c}'s neck which {he} covered with {his} collar. {He} said it was the strap of {his} bag. It is
        on the side where {he} does not carry {his} bag. {He} has been late to my lesson on [Mondays|Wednesdays] this
        month.""",
        words="""“It's just where my bag rubs.”""",
        done="""Let it be for now. Told {dsl} at the end of the lesson, in person and then here.""",
        urgency="today unsure",
        phases="secondary",
        by="teacher tutor",
        mark=("front-neck-front", "Other", "about 3 cm"),
        track="mark_doubt",
    ),
)
