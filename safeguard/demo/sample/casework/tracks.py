"""Casework for what a theme's own casework doesn't fit: health left waiting, worry without a name."""

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
                """What {c} has told and shown us, with what is already in {his} chronology, is enough. Referred by telephone,
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
            "{c} told or showed us that something at home may be harming {him}.",
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
