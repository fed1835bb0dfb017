"""Casework on friendships, touching, the way to school, and what is passed round online."""

from safeguard.demo.sample.casework.kinds import Casework, Choice, Ending, Task

FRIENDS = Casework(
    decisions={
        "in_school": (
            Choice(
                "Leave it to the tutor; talk with both; parents together.",
                """Feelings are hurt and nobody is being pursued. An adult nearby, a game that needs everybody, and a second look next
                week.""",
            ),
        ),
        "not_refer": (
            Choice(
                "Treat as bullying; treat as a falling-out.",
                """I looked for a pattern and there is none: different children, open quarrels, made up by the next day. It is a falling-out.
                That can change, and we will look again.""",
            ),
        ),
    },
    tasks=(
        Task("Hear each child on their own", "Heard. They agree on most of it.", 1),
        Task("Ask lunchtime staff to plan a game for the group", "Done each day this week.", 2),
    ),
    contacts=("""Rang {c}'s {mum_word} to say how the day had ended, before anybody else could.""",),
    notes=("""Watched from the window at lunch: {c} is in the game and shouting with the rest.""",),
    feedback=("Thank you for writing it down. Small ones help us to see the big ones.",),
    endings=(
        Ending(
            "A quarrel between children that hurt {c}.",
            "Each was heard; an adult stayed near; homes were told.",
            "They have made it up. {c} was laughing with the group this week.",
        ),
    ),
)

BODY = Casework(
    decisions={
        "in_school": (
            Choice(
                "Behaviour policy; written risk and needs assessment; referral; police.",
                """A written assessment was made today for each child. {c} decided whom {he} wants to tell and where {he} wants to sit. The other
                child is being helped to understand, and is not to be talked about.""",
            ),
        ),
        "not_refer": (
            Choice(
                "Referral; police; manage in school with a written assessment.",
                """I talked it through with the front door. For the school to manage, with the assessment in writing. Both families were told
                today. A repeat after a clear no would be a referral for both.""",
            ),
        ),
        "refer": (
            Choice(
                "Manage in school; referral for both children; police.",
                """Repeated after a clear no, and {c} is changing how {he} lives because of it. Referred for both children: each needs help.
                {c} chose who was told first at home.""",
            ),
        ),
    },
    tasks=(
        Task(
            "See {c} first and ask what {he} wants to happen",
            "{He} wants it to stop and to stay in {his} set.",
            0,
        ),
        Task(
            "Written risk and needs assessment for each child", "Done; both tutors have their part of it.", 1
        ),
        Task("Apart in lessons and at break from today", "Seating and routes changed.", 0),
        Task("Ring both families", "Rung. Neither was told the other's name by us.", 1),
    ),
    contacts=(
        """Rang {c}'s {mum_word} with {c} beside me. {mum_She} asked good questions. {c} said {he} felt lighter.""",
    ),
    notes=("""{c}, a week on: “I use the other stairs but I don't have to. I just like them.”""",),
    feedback=(
        "Thank you for believing {him} and saying so. It is being dealt with; please do not ask {him} again.",
    ),
    endings=(
        Ending(
            "Unwanted remarks or touching between children.",
            "Written assessment on the day; apart in lessons; both families told; {c} chose {his} support.",
            "No repeat since. {c} says that {he} feels safe in school.",
        ),
    ),
)

ROUTE = Casework(
    decisions={
        "in_school": (
            Choice(
                "Tell {mum}; tell the police; change the journey.",
                """{c} is frightened on the way here. {Mum} was told with {c} in the room. {He} comes with a group and by the main road; staff stand
                at the corner. Information has gone to the police.""",
            ),
        ),
        "refer_police": (
            Choice(
                "Information to the police; report of robbery.",
                """Things were taken with threats from more than one child. Reported with {c}'s and {mum}'s agreement. The other school has been
                told which corner and which time.""",
            ),
        ),
    },
    tasks=(
        Task(
            "Staff at the corner before and after school",
            "Two weeks arranged. Nobody has been seen there since.",
            1,
        ),
        Task("Tell {mum} together with {c}", "Told. {Mum} walks the first part with {him}.", 1),
        Task(
            "Ring the safeguarding lead of the other school",
            "Rung. They had heard of it from another side.",
            2,
        ),
    ),
    contacts=(
        """The police school contact rang back: two more reports from the same place. They will be there on Friday.""",
    ),
    notes=("""{c} showed me on a map which way {he} walks and where {he} crosses.""",),
    feedback=("Thank you. There are staff at the corner from today.",),
    endings=(
        Ending(
            "{c} was threatened for money on the way to school.",
            "Home and police told; journey changed; staff at the corner; the other school told.",
            "Nothing further. {He} walks with the group and says it is all right.",
        ),
    ),
)

ONLINE_PEERS = Casework(
    decisions={
        "in_school": (
            Choice(
                "Behaviour policy; families; police.",
                """Those who made or passed it on were seen today, without anybody's telephone being looked at. It was taken down with their
                parents beside them. What matters most is how {c} walks in tomorrow, and that is planned.""",
            ),
        ),
        "refer_police": (
            Choice(
                "Manage in school; police advice; police report.",
                """What was made is against the law whatever was meant. Reported for advice; the police school contact will speak to those
                involved with their parents. {c} was asked first.""",
            ),
        ),
    },
    tasks=(
        Task(
            "See {c} and {his} {mum_word} about tomorrow morning",
            "{He} comes in by the side door with a friend.",
            1,
        ),
        Task("See those who passed it on, one by one", "Seen. All have deleted it, with a parent.", 1),
        Task("Ask the site to take it down", "Taken down the same evening.", 1),
    ),
    contacts=(
        """{c}'s {mum_word} came in, angry and kind. We agreed what {he} will say if somebody asks.""",
    ),
    notes=(
        """Nobody in school has looked at it. Names of those who came to us are kept apart from this note.""",
    ),
    feedback=("Thank you for not looking and for saying so to the group. {c} is looked after.",),
    endings=(
        Ending(
            "Something unkind or false about {c} was passed round.",
            "Taken down; those involved and their families seen; a planned return to lessons.",
            "It has stopped. {c} is back with {his} group.",
        ),
    ),
)

ONLINE_HABITS = Casework(
    decisions={
        "in_school": (
            Choice(
                "Tell home; lesson for the class; talk with somebody {he} trusts.",
                """What {c} sees at night is too much for {him} and nobody at home knew. {Mum} will keep the [telephone|tablet] downstairs. We
                talk about it in school without making {him} the example.""",
            ),
        ),
        "early_help": (
            Choice(
                "In school; early help with evenings and sleep.",
                """The screen is the part that shows. Nobody is up when {c} is, and nobody is there at night. {Mum} would like help with evenings;
                early help can give it.""",
            ),
        ),
    },
    tasks=(
        Task("Ring {mum} about nights", "Had not known. Will charge it in the kitchen.", 2),
        Task("Lesson for the whole class", "Taught. Lively.", 7),
        Task(
            "Half an hour a week with somebody who likes the same things",
            "The librarian. They have begun.",
            5,
        ),
    ),
    contacts=(
        """Rang {mum}. {mum_She} was taken aback, then practical. {mum_She} asked for the leaflet in plain words.""",
    ),
    notes=(
        """{c} told me about the game for twenty minutes. {He} would like somebody to play with who is {his} own age.""",
    ),
    feedback=("Thank you. We have talked with home. Please tell us if {he} is very tired again.",),
    endings=(
        Ending(
            "{c} was seeing or doing things online that were too much for {him}.",
            "Home told; lesson for the class; somebody to talk to each week.",
            "Sleeping more, and talks about other things. We stay curious.",
        ),
    ),
)
