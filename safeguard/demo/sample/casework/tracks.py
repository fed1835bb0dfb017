"""Casework for what a theme's own casework doesn't fit: health left waiting, friendships, habits online."""

from safeguard.demo.sample.casework.kinds import Casework, Choice, Ending, Task

HEALTH = Casework(
    decisions={
        "in_school": (
            Choice(
                "School nurse; ring home; early help.",
                """It is a matter of [appointments and prescriptions|money and telephone calls], not of care. {Mum} wants it done and has not got
                to the end of the queue. The nurse can shorten it.""",
            ),
        ),
        "early_help": (
            Choice(
                "School nurse only; early help; referral for medical neglect.",
                """It has been asked for more than once and {c} is in discomfort meanwhile. One worker to hold the appointments, with {mum}'s
                agreement. If the next one is missed it is a referral, and {mum} knows that.""",
            ),
        ),
        "refer": (
            Choice(
                "Early help; referral for medical neglect.",
                """{c}'s health is suffering and help was offered twice. Referred with the nurse's record of dates. {Mum} was told first.""",
            ),
        ),
    },
    tasks=(
        Task(
            "School nurse to ring {mum} and the surgery",
            "Appointment made for [Thursday|next week]; nurse will remind.",
            2,
        ),
        Task(
            "Ask {mum} what stands in the way",
            "Cost of the bus and no answer at the surgery. Both can be helped.",
            2,
        ),
        Task("Tell staff what to look for this week", "Told, in two lines, without the history.", 1),
    ),
    contacts=(
        """Rang {mum}. {mum_She} was worried too and had been told to wait. We wrote down together who rings whom.""",
    ),
    notes=(
        """The nurse has made a list of dates: what was asked for, what was given, what was missed. Added here.""",
    ),
    feedback=("Thank you. The nurse has it in hand. Please tell us if {c} is in pain again.",),
    endings=(
        Ending(
            "A health need of {c}'s had been left waiting.",
            "Nurse, surgery and {mum} on one list; the appointment was kept.",
            "Seen and treated. The nurse looks again in a month.",
        ),
    ),
)

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

WORRY = Casework(
    decisions={
        "in_school": (
            Choice(
                "Talk with {c} again; ring home; wait and see.",
                """{c} is carrying something about home and has told us one corner of it. {He} has chosen an adult. {Mum} was rung with an open
                question and gave an answer that fits. We look again in two weeks.""",
            ),
        ),
        "early_help": (
            Choice(
                "In school; early help with the family; referral.",
                """What {c} shows has lasted for weeks. {Mum} says that things at home are hard and would take help. Early help with
                consent, and time each week for {c}.""",
            ),
        ),
        "refer": (
            Choice(
                "Ring home first; referral now.",
                """{c} asked not to go home and gave a reason. With what is already in {his} chronology that is enough. Referred by telephone,
                then in writing. Home was told by the social worker and not by us.""",
            ),
        ),
    },
    tasks=(
        Task("See {c} with the adult {he} chose", "Seen. {He} talked about the dog, then about Fridays.", 1),
        Task("Read the chronology back two years", "Done; what fits is listed in a note.", 1),
        Task("Ring {mum} with an open question", "Rang. {mum_She} talked for a quarter of an hour.", 2),
        Task("Time each week with the wellbeing assistant", "Begun. {He} comes early for it.", 5),
    ),
    contacts=(
        """Rang {mum} and asked how {c} has been at home. {mum_She} has noticed it too and was glad that we had.""",
    ),
    notes=("""{c} said little and drew a good deal. I have kept the drawings, dated, in the file.""",),
    feedback=(
        "Thank you. {c} has somebody to come to each week now. Please tell us of anything more, however small.",
    ),
    endings=(
        Ending(
            "{c} showed or said that something at home was troubling {him}.",
            "Seen with an adult of {his} choice; home asked; time each week.",
            "Easier in {himself}. {Mum} and school use the same words. Kept in the chronology.",
            after="in_school early_help",
        ),
        Ending(
            "{c} did not want to go home and said why.",
            "Referred the same day; seen by a social worker; the family have a plan.",
            "The plan carries it on. {c} has {his} weekly time.",
            after="refer",
        ),
    ),
)

SPECIAL = Casework(
    decisions={
        "in_school": (
            Choice(
                "Watch and chart; change one thing; ask therapist and family.",
                """What {c} does is how {he} tells us. Charted for a week, one thing changed at a time, family and therapist at the same table.""",
            ),
        ),
        "early_help": (
            Choice(
                "In school; early help; the children with disabilities team.",
                """It is seen at home and at school and is getting more. The children with disabilities team will join the next meeting, with
                the family's agreement.""",
            ),
        ),
        "refer": (
            Choice(
                "Watch; ask the other setting; referral about the setting.",
                """{c} has said no in the only way {he} has, more than once. Referred, with the family's knowledge. Visits there have stopped
                while somebody looks.""",
            ),
        ),
    },
    tasks=(
        Task("Chart for a week: when, where, who, what before", "Most before transport and after lunch.", 6),
        Task("Therapist to watch and advise", "Advice written into {his} plan.", 5),
        Task(
            "Ask the family what they see, with the chart in hand", "The same at home, on the same days.", 3
        ),
    ),
    contacts=(
        """Spoke with {mum} at handover and again by telephone. We use the same words and the same symbols from today.""",
    ),
    notes=("""Chart for the week added. Quieter on days when {he} arrives first.""",),
    feedback=("Thank you for writing what {he} did and not what it might mean. The chart has begun.",),
    endings=(
        Ending(
            "{c} showed by what {he} did that something was wrong.",
            "Charted; one thing changed; family and therapist agreed the words.",
            "Calmer on the chart. The change stays in {his} plan.",
        ),
    ),
)

UNREACHED = Casework(
    decisions={
        "not_refer": (
            Choice(
                "Welfare check by police; referral; visit again.",
                """{Mum} rang back: the family were at a funeral and had told the wrong office. {c} was heard in the background and then spoke
                to me.""",
            ),
        ),
        "refer": (
            Choice(
                "Wait for another day; welfare check today; referral today.",
                """Nobody has seen {c} and two visits found nobody. I asked for a welfare check and rang the front door at the same time.""",
            ),
        ),
    },
    tasks=(
        Task("Visit with the attendance officer", "Went. Nobody in. Card left.", 0),
        Task("Check whether the brothers and sisters are in their schools", "Not in either.", 0),
    ),
    contacts=(
        """Rang all numbers again, and the grandmother from the older list. She will ring round the family.""",
    ),
    notes=("""Numbers and visits listed by hour, for whoever takes this on.""",),
    feedback=("Thank you. {c} has been seen and is safe.",),
    endings=(
        Ending(
            "{c} could not be reached for some days.",
            "Calls, visits and a check that {he} was seen and well.",
            "{He} was seen, is well and is back. The telephone numbers are now right.",
        ),
    ),
)

MARK_DOUBT = Casework(
    decisions={
        "not_refer": (
            Choice(
                "Referral; advice from the front door; ask home.",
                """I asked the front door for advice, with the history in front of me. Not a referral on this alone. {c} has somebody to
                talk to and all who teach {him} know to write at once. A second mark without a clear account is a referral.""",
            ),
        ),
        "refer": (
            Choice(
                "Ask home first; refer now and not tell; refer and tell.",
                """A mark and no clear account of it. It is not for us to find out how it happened. Referred to the front door by telephone,
                then in writing. They asked that home is not rung by us.""",
            ),
            Choice(
                "Medical advice; referral.",
                """The place is not one that is usually bumped, and what was said does not explain it. The front door asked for a medical and
                has arranged it.""",
            ),
        ),
    },
    tasks=(
        Task(
            "See {c} today with an adult {he} chooses",
            "Seen. {He} chose [{his} tutor|the teaching assistant].",
            0,
        ),
        Task("Check earlier marks in the chronology", "[One|Two] in two years, explained at the time.", 0),
        Task("Ring the front door", "Spoke to the duty worker. Decision recorded here.", 0),
    ),
    contacts=(
        """Duty worker rang back. They have what was seen, in the words of the colleague who saw it, and what {c} said and did not say.""",
    ),
    notes=("""{c} was as usual with {his} friends. I did not ask about the mark.""",),
    feedback=(
        "Thank you for writing what you saw and not what it might be. That is exactly what helps.",
        "Read within minutes and acted on. You may be asked by somebody from outside school; I will be with you.",
    ),
    endings=(
        Ending(
            "A mark without a clear account.",
            "Referred; {c} seen by a social worker and a doctor; family spoken to by them.",
            "Assessment ended with support for the family. The adults have agreed a plan and {c} knows it.",
            after="refer",
        ),
        Ending(
            "A mark that {c} did not want to talk about.",
            "Advice asked; history read; staff alert; somebody for {c} to talk to.",
            "Nothing further seen. What would change it is in the decision.",
            after="not_refer",
        ),
    ),
)
