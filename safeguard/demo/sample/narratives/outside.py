"""Online, and outside school: people they do not know, older friends, journeys."""

from safeguard.demo.sample.narratives.kinds import Narrative, Theme

OUTSIDE: tuple[Narrative, ...] = (
    Narrative(
        Theme.ONLINE,
        """{C} told me that someone {he} met in a game has been messaging {him} every night. {He} thought it was a [boy|girl]
        of {his} age. Now the person has asked {him} to move to another app and not to tell {mum}. {c} has not met them and
        has not sent a picture.""",
        words="""“He said {mum} wouldn't get it. He said I'm more grown up than my friends.”""",
        done="""Told {him} {he} is not in trouble and not to delete anything. {He} gave me the user name, which I wrote
        down.""",
        known="child_told",
        urgency="today",
        by="tutor teacher support",
        place="library|classroom|tutor room",
    ),
    Narrative(
        Theme.ONLINE,
        """A student showed me messages on {C}'s behalf in which someone is asking {him} for pictures and saying {he} owes
        them. I did not scroll and I did not copy anything. {c} says {he} has sent “one, not like that”. {He} was
        frightened that it would be shown to people.""",
        words="""“He says he'll send it to everyone if I block him.”""",
        done="""Telephone switched off and kept by {dsl} in an envelope with {his} agreement. Nobody has looked at it.""",
        known="someone_told",
        urgency="today",
        by="tutor teacher pastoral",
        phases="secondary",
        place="tutor room|computing room",
        tags="imagery online_safety",
    ),
    Narrative(
        Theme.ONLINE,
        """A picture of {C}'s face has been put on another body with an app and passed round the year. I have not seen it
        and have told students not to show it to me. {peer} is said to have made it. {c} went home at lunch.""",
        words="""“It isn't even me but everyone thinks it is.”""",
        done="""Told the group to stop and why. Did not look at any device. {dsl} has the names of those who came to me.""",
        known="someone_told",
        urgency="today",
        by="tutor teacher pastoral",
        phases="secondary",
        peer="alleged_perpetrator",
        place="corridor|canteen",
        tags="imagery child_on_child",
        hours=(12, 13),
        track="online_peers",
    ),
    Narrative(
        Theme.ONLINE,
        """{c} is up playing online until [two|three] in the morning with people {he} calls friends. {He} could tell me their
        player names but not where they live or how old they are. One of them [bought {him} a gift in the game|has sent
        {him} a voucher]. {He} was cross when I asked what they wanted for it.""",
        words="""“They don't want anything. That's what friends do.”""",
        done="""Showed interest in the game, which helped. Told {him} I would mention the gift to {dsl}.""",
        known="child_told",
        by="teacher support tutor",
        track="online_habits",
    ),
    Narrative(
        Theme.ONLINE,
        """The monitoring system flagged a search from {C}'s account during [period 2|the computing lesson]: {he} had looked
        for how to [help a friend who is hurting themselves|stop feeling sad]. I recognise that a search may be about
        somebody else. {c} was in the room and seemed as usual.""",
        done="""Did not mention it in front of the class. Left it for somebody {he} trusts to ask.""",
        place="computing room|library",
        by="teacher",
        phases="secondary",
        urgency="today unsure",
        track="wellbeing",
    ),
    Narrative(
        Theme.ONLINE,
        """A false account in {C}'s name is sending unkind messages to others in the year. {c} found out when {he} was
        [shouted at in the corridor|uninvited from a party]. {He} has asked the site to take it down and had no answer.""",
        words="""“It's got my face on it so they think it's me.”""",
        done="""Helped {him} write down what was sent and when. Explained to the two students concerned that it was not
        {him}.""",
        known="child_told",
        by="tutor teacher",
        phases="secondary",
        track="online_peers",
    ),
    Narrative(
        Theme.ONLINE,
        """{C}, who is {age}, described a film in detail that {he} had watched on {his} [cousin's|brother's]
        telephone. It is for adults. {He} has been waking at night and acted a part of it in the playground, which
        frightened other children.""",
        words="""“You can put your age as a hundred and it lets you.”""",
        done="""Changed the game to something else. Did not ask {him} to describe more.""",
        phases="primary",
        place="playground|classroom",
        by="support teacher lunch",
        ages=(6, 9),
        track="online_habits",
    ),
    Narrative(
        Theme.OLDER_FRIEND,
        """{C} was collected at the end of school in a [grey|black|dark blue] car by a man [in his twenties|who looked about
        25]. I asked the next day and {he} said it was “a mate's cousin”. It was not [{mum}|anyone] on our list. The first
        part of the registration is with the office. I think I saw the same car [last week|on Monday].""",
        words="""“He just gives me a lift. Why does everyone care?”""",
        done="""Noted the time and the car. Did not challenge the driver.""",
        place="front gate|bus bay",
        urgency="today unsure",
        by="teacher tutor office",
        phases="secondary",
        ages=(13, 17),
        tags="cse",
        hours=(15, 15),
    ),
    Narrative(
        Theme.OLDER_FRIEND,
        """{c} has [new trainers and a second telephone|a new coat and a roll of notes] that {he} could not explain. {He} has
        stopped going to [football|band], where {he} was never late before. {His} friends are a different group now. I am
        noting three small things because together they worry me.""",
        words="""“I sold some stuff.” (I asked: “Those are nice, where are they from?”)""",
        done="""Kept it light. Told {him} that {he} can always come to me.""",
        by="tutor teacher pastoral",
        phases="secondary",
        ages=(13, 17),
    ),
    Narrative(
        Theme.OLDER_FRIEND,
        """{C} was not at home for two nights [at the weekend|this week]. {Mum} reported it to the police and {c} came back by
        train on [Sunday|Tuesday] evening with a ticket from a town [forty|sixty] miles away. {He} will not say who {he}
        was with. {He} is in school today, tired and hungry, and keeps looking at {his} telephone.""",
        words="""“I went for a wander. I'm back, aren't I?”""",
        done="""Breakfast and a quiet room. {dsl} told straight away. {Mum} knows {he} is here.""",
        known="someone_told",
        urgency="today",
        by="tutor attendance pastoral",
        phases="secondary",
        when="monday",
        ages=(13, 17),
    ),
    Narrative(
        Theme.OLDER_FRIEND,
        """{c} told a group of girls in my hearing that {his} boyfriend is [nineteen|twenty] and has a flat, and that {he} is
        going to stay there [this weekend|on Saturday]. Afterwards {he} told me it was a joke. {He} is {age}.
        {Mum} thinks {he} is at a friend's.""",
        words="""“It was only a joke, you shouldn't listen.”""",
        done="""Told {him} I was not cross but could not forget it. Told {dsl} before the end of the day.""",
        urgency="today",
        by="teacher support tutor",
        phases="secondary",
        when="friday",
        place="art room|drama studio|canteen",
        ages=(13, 15),
        tags="cse",
    ),
    Narrative(
        Theme.OLDER_FRIEND,
        """{C} left the site between period 3 and period 4. A colleague saw {him} by the [shops|canal] with two older boys who
        left school last year. {He} came back at the end of lunch smelling of [cannabis|smoke] and was
        tearful in period 5.""",
        words="""“I can't just say no to them. You don't get it.”""",
        done="""{Mum} rung about the absence. {c} stayed with me until home time. {dsl} told.""",
        place="front gate|field",
        urgency="today unsure",
        by="tutor pastoral attendance",
        phases="secondary",
        hours=(14, 14),
    ),
)
