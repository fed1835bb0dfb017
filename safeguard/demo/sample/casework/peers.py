"""Casework between children, online, and outside school."""

from safeguard.demo.sample.casework.kinds import Casework, Choice, Ending, Task

PEERS = Casework(
    decisions={
        "in_school": (
            Choice(
                "Talk with each child; behaviour policy; risk and needs assessment.",
                """It has gone on for weeks and {c} changed what {he} does to avoid it. Both children are ours to look after. Seating and break are changed today, and {c} was asked before anything was done.""",
            ),
            Choice(
                "Behaviour policy alone; work with the group; parents together.",
                """Words used were [racist|meant to shame]. Recorded as such whatever was meant. Work with the group starts on [Monday|Thursday].
                {c} does not have to be part of it.""",
            ),
        ),
        "not_refer": (
            Choice(
                "Referral; police; manage in school.",
                """I talked it through with the front door. Between children of the same age, stopped when told, no force: for the school
                to manage with a written assessment. Both families were told today.""",
            ),
        ),
        "refer": (
            Choice(
                "Manage in school; referral for both children; police.",
                """What {c} describes is more than unkindness and was repeated after a clear no. Referred for both children, because {peer} needs
                help as well. {c} chose {his} mother to be told first.""",
            ),
        ),
    },
    tasks=(
        Task(
            "Speak with {c} first and ask what {he} wants to happen",
            "{He} wants it to stop and to stay in {his} set.",
            0,
        ),
        Task(
            "Speak with {peer}, with an adult who knows them",
            "Done. Upset; said it went further than meant.",
            1,
        ),
        Task("Written risk and needs assessment", "Done, copy with both tutors, review in two weeks.", 2),
        Task("Change the seating and the route at break", "Done before period 3.", 0),
        Task("Ring both families the same day", "Rung. Neither was told the other's name by us.", 0),
    ),
    contacts=(
        """Rang {c}'s {mum_word} and then the other family, with the same words. Both will talk at home tonight. Nobody is to post about
        it.""",
    ),
    notes=(
        """Spoke with two children who saw it, separately. Their accounts agree on what was said and who was there.""",
        """{c} a week later: “It's better. They're being weird but it's better weird.”""",
    ),
    feedback=(
        "Thank you. Both children are being looked after. Please stay near them when lessons change this week.",
        "Dealt with today. Please tell us at once if there is anything by way of a reply.",
    ),
    endings=(
        Ending(
            "Repeated unkindness between children, seen or told.",
            "Each child heard on their own; families told; seating and break changed; two reviews.",
            "{c} says it has stopped and staff agree. It is looked at again at the end of term.",
        ),
    ),
)

ONLINE = Casework(
    decisions={
        "in_school": (
            Choice(
                "Support in school; tell home; police.",
                """No picture was sent and nobody has been met. {c} told us early. Account reported with {him}; {mum} told with {him} in the
                room; nothing deleted.""",
            ),
        ),
        "not_refer": (
            Choice(
                "Referral; police; school and home.",
                """Checked with the police school contact: no offence on what is known. They have the user name. Not referred to social care;
                {mum} has taken the right steps and {c} is not afraid at home.""",
            ),
        ),
        "refer_police": (
            Choice(
                "Look at the telephone ourselves; hand to the police; both police and social care.",
                """Somebody is asking a child for pictures and threatening {him}. We have not looked at anything and will not. Reported to the
                police by telephone, reference in the note. {Mum} told with {c} present.""",
            ),
        ),
    },
    tasks=(
        Task(
            "Help {c} report the account, without deleting anything", "Reported together. Reference kept.", 0
        ),
        Task("Tell {mum} together with {c}", "Done. {Mum} did not shout, as {he} had feared.", 0),
        Task(
            "Ask computing to look at the filter report",
            "Looked at. Two alerts in the month, both seen by staff.",
            5,
        ),
        Task(
            "Lesson for the form on being asked for pictures",
            "Taught to all four forms, so that nobody stands out.",
            12,
        ),
    ),
    contacts=(
        """Rang the police. They will see {c} at home this evening and asked us to keep the device switched off until
        then.""",
        """{Mum} came in. We sat on either side of {c}. {mum_She} said: “You're not in trouble. I'm glad you said.”""",
    ),
    notes=(
        """Nobody in school has looked at any picture. The two students who came to us have been thanked and seen.""",
    ),
    feedback=(
        "Thank you for not scrolling and for coming straight away. {c} is safe and the right people have it.",
    ),
    endings=(
        Ending(
            "Somebody online put pressure on {c}.",
            "Reported with {him}; home told; police where needed; lesson for the year.",
            "Account gone, no further contact. {c} knows whom to tell and would do it again.",
        ),
    ),
)

OUTSIDE = Casework(
    decisions={
        "in_school": (
            Choice(
                "Watch and note; talk with home; referral.",
                """Three small things that might be nothing. {c} has one adult {he} talks to, and I would rather keep that than frighten
                {him} off. Staff on the gate know the car. Review in a week.""",
            ),
        ),
        "early_help": (
            Choice(
                "Early help with a youth worker; referral.",
                """{c} goes missing for hours and not for nights. {Mum} is worried and honest about it. A youth worker whom {he} already knows
                can start next week.""",
            ),
        ),
        "refer": (
            Choice(
                "Youth worker; referral for exploitation; police information.",
                """New things {he} cannot explain, a second telephone, journeys, older friends, and fear. I completed the exploitation tool:
                [high|medium to high]. {c} is being used by people and is not in trouble with us.""",
            ),
        ),
    },
    tasks=(
        Task("Tell the gate which car to look for, nothing more", "Told. Seen once, times noted.", 0),
        Task("Exploitation screening tool", "Done with the deputy; added to the referral.", 2),
        Task(
            "Ask {mum} what time {he} comes home and with whom",
            "Knows some of it. Will ring when {he} is late.",
            1,
        ),
        Task(
            "Information report to the police",
            "Sent: car, place, times. No name of the student who told us.",
            1,
        ),
    ),
    contacts=(
        """Rang {mum}. {mum_She} has been out looking for {him} twice. {mum_She} will ring the police if {he} is not in by ten, and us in the
        morning.""",
        """Youth worker met {c} in school. They talked about boxing for half an hour. Next week again.""",
    ),
    notes=(
        """{c} told me: “You lot think I'm stupid.” I said I think {he} is in something that is hard to get out of. {He} stayed another
        ten minutes.""",
    ),
    feedback=(
        "Thank you for the time and the car. Please go on writing small things; together they are not small.",
    ),
    endings=(
        Ending(
            "Signs that older people were drawing {c} in.",
            "Youth worker, information to the police, meetings with home, one trusted adult in school.",
            "{He} is back at [football|band] and home by nine. The youth worker goes on. We stay alert.",
        ),
    ),
)
