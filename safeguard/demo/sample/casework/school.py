"""Casework on what happens in and around school: absence, marks, wellbeing, loss, and good news."""

from safeguard.demo.sample.casework.kinds import Casework, Choice, Ending, Task

ATTENDANCE = Casework(
    decisions={
        "in_school": (
            Choice(
                "Letter and meeting; support in school; ask for a visit.",
                """There is a reason behind the absence that we can help with: [mornings|one lesson|the journey]. {c} agreed a plan of
                small steps. Fines would make this worse.""",
            ),
        ),
        "early_help": (
            Choice(
                "Attendance panel; early help.",
                """Absence is the sign and not the trouble. Three agencies each hold a piece. Early help brings them to one table; {mum}
                agrees.""",
            ),
        ),
        "not_refer": (
            Choice(
                "Referral; early help; support in school.",
                """I rang the front door for advice without naming {c}. Not a referral on what we know: {c} is seen each week and {mum} comes when
                {mum_she} is asked. It would change if either stopped.""",
            ),
        ),
        "refer": (
            Choice(
                "Early help; referral.",
                """Absence was only the part that showed. With what is already in {c}'s chronology this is for children's social care.
                {Mum} was told and did not agree; I have written down why I went on.""",
            ),
        ),
    },
    tasks=(
        Task(
            "Visit with the attendance officer",
            "In. Saw {c} in the hall; {he} waved. Back in school [tomorrow|on Monday].",
            1,
        ),
        Task("Table of absences by weekday, two terms", "Mondays and Fridays. Added as a note.", 3),
        Task(
            "Ask {c} what the hardest part of the day is",
            "“Lunch. Not lessons. Lunch.” Pass to the library given.",
            4,
        ),
        Task(
            "Check whether the brothers and sisters are in their schools",
            "They are. Same pattern on Mondays.",
            1,
        ),
    ),
    contacts=(
        """Met {mum} and {c}. We drew the week on one sheet. Two things change: who wakes whom, and {c} comes in by the side door. We
        meet again in [two|three] weeks.""",
    ),
    notes=(
        """Attendance this half term by weekday: Monday 58, Tuesday 89, Wednesday 93, Thursday 91, Friday 77 per cent.""",
    ),
    feedback=("Thank you for listing the dates. It made the pattern plain. There is a plan now.",),
    endings=(
        Ending(
            "A pattern of absence that did not look like illness.",
            "Visit, meeting and a plan of small steps; checked weekly.",
            "Attendance since then is [93|94|95] per cent. We stop weekly checks.",
        ),
    ),
)

MARK = Casework(
    decisions={
        "in_school": (
            Choice(
                "Ask home; advice; referral.",
                """The mark fits what {c} and {mum} each said, separately and without prompting. The place and age of it are usual for
                the game described. Written down with the others so that we would see a pattern.""",
            ),
        ),
        "not_refer": (
            Choice(
                "Referral; advice from the front door; ask home.",
                """I asked the front door for advice. On the account given, and a brother who said the same, this is play. Not referred;
                I would refer at once on a second mark without a clear account.""",
            ),
        ),
    },
    tasks=(
        Task("See {c} today with an adult {he} chooses", "Seen. {He} chose {his} tutor.", 0),
        Task(
            "Check earlier marks in the chronology", "[One|Two] in two years, both explained at the time.", 0
        ),
        Task("Ask first aid for the book of the last month", "One entry: a grazed knee on the field.", 1),
    ),
    contacts=(
        """Rang {mum} and asked openly how {c} came by it. {mum_She} told the same story without my offering it.""",
    ),
    notes=(
        """{c} talked about football and then said “can I go now”. {He} moved {his} arm freely. I did not ask about the mark.""",
    ),
    feedback=("Thank you for writing what you saw and not what it might be. That is exactly what helps.",),
    endings=(
        Ending(
            "A visible mark, recorded with place, size and colour.",
            "Accounts taken separately; history looked at; advice asked.",
            "The accounts agree and fit the mark. No further action, reasons in the decision.",
            after="in_school not_refer",
        ),
    ),
)

WELLBEING = Casework(
    decisions={
        "in_school": (
            Choice(
                "Counsellor; school nurse; specialist referral.",
                """{c} can say what helps and has people at home who know. Weekly time with the [counsellor|wellbeing assistant], a card, and
                a safety plan in {his} own words. {Mum} told, with {c} in the room.""",
            ),
        ),
        "early_help": (
            Choice(
                "Support in school; doctor and mental health team; early help.",
                """This has lasted longer than a bad month and touches sleep, food and school. {Mum} has an appointment with the doctor.
                Early help so that one worker holds it together while they wait.""",
            ),
        ),
        "not_refer": (
            Choice(
                "Mental health team now; doctor; support in school.",
                """I spoke with the duty clinician. Not for an urgent assessment today: {c} has no plan to harm {himself}, wants help, and
                {mum} is at home. What to look for is written in the safety plan and {mum} has a copy.""",
            ),
        ),
        "refer": (
            Choice(
                "Wait for the appointment; urgent referral today.",
                """{c} told me enough today that I did not want {him} to go home without being seen. {Mum} came and took {him} to be assessed;
                the team expects them.""",
            ),
        ),
    },
    tasks=(
        Task("See {c} today, no clipboard", "Seen with {his} tutor. {He} was glad to have it out.", 0),
        Task("Safety plan in {c}'s own words", "Written together; one copy for {him}, one for {mum}.", 1),
        Task("Ring {mum} with {c} beside me", "Done. {Mum} cried, then thanked {him}.", 0),
        Task("Check in on Monday and Friday this week and next", "Four check-ins, shorter each time.", 9),
        Task(
            "Ask teachers to send a quiet word and not a demerit when {he} needs to leave",
            "Sent by head of year.",
            2,
        ),
    ),
    contacts=(
        """Rang {mum} with {c} beside me. {c} said it {himself}. {Mum} will lock away what we agreed and has booked the doctor for
        [tomorrow|Monday].""",
        """The mental health team rang: first appointment in [three|five] weeks; they will take a call from us before then.""",
    ),
    notes=(
        """{c}'s own list of what helps: the dog, cold water, drawing, {his} gran's number. What does not: being asked if {he} is all right
        in front of people.""",
    ),
    feedback=(
        "Thank you. {c} is being supported. {He} has asked that staff treat {him} just as before.",
        "You listened well and that is why {he} talked. If this has stayed with you, come and find me.",
    ),
    endings=(
        Ending(
            "{c} was low or hurting and told a member of staff.",
            "Seen the same day; {mum} told with {him}; safety plan; weekly time.",
            "{He} uses the plan, sleeps better and asked to make the meetings fortnightly. Open door.",
        ),
        Ending(
            "Worry, panic or not eating, seen by staff over some weeks.",
            "Doctor and counsellor; fewer lessons for now; home and school used the same words.",
            "In lessons again. The counsellor goes on seeing {him}.",
        ),
    ),
)

LOSS = Casework(
    decisions={
        "in_school": (
            Choice(
                "Leave to the tutor; wellbeing time; outside bereavement support.",
                """{c} wants to be in school and wants people to know without having to tell them. One adult, a way out of any lesson, and
                the date in our calendar for next year.""",
            ),
        ),
    },
    tasks=(
        Task(
            "Agree with {c} who is told and in what words",
            "{He} wrote the sentence. Sent to {his} teachers.",
            1,
        ),
        Task("Note the date for next year", "In the pastoral calendar.", 7),
        Task("Memory box materials", "Given. {He} takes it home on Fridays.", 10),
    ),
    contacts=(
        """Rang {mum} to say how {c} had been today. {mum_She} was glad of the call. Funeral on [Thursday|the 12th].""",
    ),
    notes=(
        """{c} told me three things about {his} {lost}. All of them were funny. I have not written them here; they are {his}.""",
    ),
    feedback=(
        "Thank you for being there. {He} has chosen you as one of {his} two people; tell me if that is too much.",
    ),
    endings=(
        Ending(
            "A death or serious illness in {c}'s family.",
            "One adult in school, teachers told in {his} own words, time out card, contact with home.",
            "{He} is sad and is managing. The date is in the calendar.",
        ),
    ),
)

GOOD = Casework(
    decisions={
        "no_action": (
            Choice(
                "Keep in the chronology; do nothing.",
                "A good sign, kept because a file that holds only worries is not the whole child.",
            ),
        ),
    },
    tasks=(),
    contacts=(),
    notes=(),
    feedback=("Thank you for writing the good ones too. They count.",),
    endings=(
        Ending(
            "Staff recorded that something is going well.",
            "Shared with {his} tutor and, with a telephone call, with home.",
            "Kept as a strength in {c}'s chronology.",
        ),
    ),
)
