"""Casework on care at home: neglect, housing, parents under strain, young carers, domestic abuse."""

from safeguard.demo.sample.casework.kinds import Casework, Choice, Ending, Task

CARE = Casework(
    decisions={
        "in_school": (
            Choice(
                "Watch only; support in school; early help.",
                """First note of its kind [this year|for some time] and {mum} was open when we rang. Breakfast, uniform and
                somebody to go to can be put in place here and now. We will know within [two|three] weeks whether it helps.""",
                when="first",
            ),
            Choice(
                "Support in school; ask the school nurse; early help.",
                """What staff have seen is small and practical. The family [accepts|asked for] help. I have looked back at
                {c}'s chronology: nothing in the [last year|last two terms] that this adds to.""",
                when="first",
            ),
        ),
        "early_help": (
            Choice(
                "Go on with support in school; early help with consent; referral.",
                """[Third|Fourth] note about the same thing this year, from different members of staff. Help in school
                has not been enough. {Mum} agrees to an early help plan and wants the visits to be [after work|in the mornings].
                The threshold for children's social care is not met today; reasons are in the note.""",
                when="again",
            ),
            Choice(
                "Early help; referral to children's social care.",
                """{c} is coping, but {his} clothes, sleep and appetite tell of a home under strain. {Mum} cannot do it alone and
                says so. A family support worker can [visit each week|help with money and housing]. I would refer if visits are
                refused.""",
            ),
        ),
        "not_refer": (
            Choice(
                "Referral to children's social care; early help; support in school.",
                """I rang the front door for advice without naming {c}. Their view and mine: not a referral on what we know
                today. What would change it: a further note of this kind, a mark, or no answer from home by the review.""",
            ),
        ),
        "refer": (
            Choice(
                "Early help with the plan we have; referral now.",
                """Help was offered and it has not been enough. What staff see, taken together over time, is likely significant harm and not one bad week. {Mum} was told that I am referring, and why.""",
            ),
        ),
    },
    tasks=(
        Task(
            "Ring {mum} and ask how things are, before raising what was seen",
            "Rang. {Mum} was relieved to be asked. Coming in on [Thursday|Friday].",
        ),
        Task(
            "Breakfast club place from tomorrow, no charge",
            "Place given. {He} has come on [four|five] days.",
            1,
        ),
        Task(
            "Ask staff who teach {c} what they have seen in the last fortnight",
            "[Five|Six] replies. Tired on Mondays, otherwise as usual.",
        ),
        Task("School nurse to see {c}", "Seen. Nurse has written to the doctor with consent.", 7),
        Task(
            "Spare uniform and coat, quietly",
            "Given by {his} tutor in a carrier bag at the end of the day. {He} is wearing it.",
            2,
        ),
        Task(
            "Home visit with the family support worker",
            "Visited together. Notes are added to this concern.",
            5,
        ),
    ),
    contacts=(
        """Rang {mum}. {mum_She} said things have been hard since [{since}|the hours were cut]. {mum_She}
        agreed to come in [tomorrow|on Friday] and thanked us for ringing.""",
        """Met {mum} in school. We talked about mornings, food and sleep. {mum_She} asked for help with [the gas bill|beds for the
        children|the landlord]. {mum_She} knows what we have written down and why.""",
        """Rang {mum} twice, no answer; message left to ring me, nothing about the reason. Sent a text to say it is not urgent for
        today but I would like to talk this week.""",
    ),
    notes=(
        """Spoke with {c} on {his} own in the wellbeing room. {He} [chatted easily|took a while to settle]. {He} would like breakfast club
        “if {his} friend can come too”. {He} did not say anything new.""",
        """Looked at attendance, the medical folder and the notes of the last two years. Written here because the pattern is easier
        to see together.""",
    ),
    feedback=(
        "Thank you for writing this so clearly. We have spoken with the family. Please tell us if you see it again.",
        "Thank you. This joined up with something we already knew. You did the right thing.",
        "Read and acted on today. Please keep noticing, and write it each time, even when it looks the same.",
    ),
    endings=(
        Ending(
            "Staff saw signs that {c}'s daily care was slipping. The family was going through a hard [month|term].",
            "Support in school; {mum} met with us; the tutor checks in each Monday.",
            """[No further notes since|Attendance and mornings are better]. {c} says things are “fine now”. {Mum} knows
            whom to ring.""",
            after="in_school not_refer",
        ),
        Ending(
            "Concern about food, clothes or sleep at home, raised by [two|three] members of staff.",
            "Early help plan opened with consent; family support worker visits; progress looked at each fortnight.",
            "The plan carries this on. Closed here so that there is one place for the work.",
            after="early_help",
        ),
        Ending(
            "What staff saw over time pointed to more than the family could mend alone.",
            "Referred; assessed by a social worker; {mum} and school have a written plan.",
            "The plan carries this on. Closed here so that there is one place for the work.",
            after="refer",
        ),
        Ending(
            "A single observation that worried a colleague.",
            "{Mum} was rung the same day and explained. {c} was seen and was well.",
            "Explained and fits what we see. We would look again if it were repeated.",
            after="in_school not_refer",
        ),
    ),
)

CARER = Casework(
    decisions={
        "in_school": (
            Choice(
                "Sanction for lateness as usual; support in school; young carers' assessment.",
                """{c} is late because {he} looks after somebody. Lateness is not the thing to mend. A card, a later start on two
                days and the young carers' group are what {he} asked for.""",
            ),
        ),
        "early_help": (
            Choice(
                "Support in school; young carer's assessment through early help.",
                """The caring has grown [since the operation|since {his} sister left] and no adult service is involved. {Mum} agrees to
                an assessment for {c} and one for {mum_him}.""",
            ),
        ),
        "not_refer": (
            Choice(
                "Referral; early help; support in school.",
                """{c} is tired but safe, and proud of what {he} does. {Mum} is glad of help. Not a matter for social care on what we
                know. Review in [four|six] weeks with {c} in the room.""",
            ),
        ),
    },
    tasks=(
        Task(
            "Ask {c} what would help, and only then ring home",
            "{He} chose: a phone pass and Thursdays' group.",
            2,
        ),
        Task(
            "Place in the young carers' group",
            "Starts [this|next] Thursday. A friend is going with {him}.",
            7,
        ),
        Task("Tell {his} teachers about the card, not the reason", "Done by the head of year.", 2),
        Task("Young carer's assessment form with {mum}", "Sent with consent. Reply within three weeks.", 10),
    ),
    contacts=(
        """Rang {mum}. {mum_She} had not known that {c} was late so often and was upset. {mum_She} has asked {mum_his} sister to come on two
        mornings.""",
    ),
    notes=(
        """{c} drew me {his} morning as a clock. {He} is up at ten past six. {He} wanted me to know that {he} likes doing it, “just not
        every single day”.""",
    ),
    feedback=(
        "Thank you for asking instead of marking {him} late. There is now a card; please honour it without asking why.",
    ),
    endings=(
        Ending(
            "{c} cares for somebody at home, more than staff had known.",
            "Card, group and assessment; lateness marked as authorised; {mum} and {c} both part of the plan.",
            "{He} goes to the group. Lateness is down.",
        ),
    ),
)

DOMESTIC = Casework(
    decisions={
        "in_school": (
            Choice(
                "Support in school today; advice from the front door; referral.",
                """Police are already involved and have told children's social care themselves. {c} was not hurt and is glad to be in
                school. Our part today: a calm day, an adult {he} chose, and a telephone call at a safe time.""",
            ),
        ),
        "early_help": (
            Choice(
                "Early help with a domestic abuse worker; referral.",
                """{Mum} has left and is staying with family. {mum_She} wants a worker for {mum_him} and somebody for the children. {mum_She}
                asks that letters go to school and not to the house.""",
            ),
        ),
        "not_refer": (
            Choice(
                "Referral by us; rely on the referral made by the police; support in school.",
                """The front door has the police report of the same night and has begun. A second referral adds nothing; I sent what {c}
                said as further information instead. If I hear nothing in one working day I will ring.""",
            ),
        ),
        "refer": (
            Choice(
                "Ring {mum} first; refer without telling; refer and tell.",
                """{c} is in the house when it happens and puts {himself} between. Telling home first could make tonight worse, so
                they have not been told. Agreed with [the deputy|the head]. To be looked at again first thing tomorrow.""",
            ),
        ),
    },
    tasks=(
        Task(
            "See {c} before lunch with the adult {he} trusts", "Seen. Calm. Knows who will be at the gate.", 0
        ),
        Task("Plan for the end of today: who collects, which door", "Collected by {his} aunt, as agreed.", 0),
        Task(
            "Ring {mum} on the safe number, in lesson time only",
            "Spoke for six minutes. {mum_She} is safe today.",
            1,
        ),
        Task(
            "Send what {c} said to the front door as further information",
            "Sent by secure mail, receipt kept.",
            1,
        ),
    ),
    contacts=(
        """Rang the safe number. {Mum} can talk on weekdays between eleven and two. {mum_She} has spoken to a domestic
        abuse worker. {mum_She} asked that nothing is sent home in {c}'s bag.""",
        """Spoke with the front door. The police report is with them. A social worker will ring me
        [today|tomorrow]. I gave them the words {c} used.""",
    ),
    notes=(
        """{c} sat with me and drew. {He} said very little and I did not ask. On leaving {he} asked whether {he} could
        come again on Friday.""",
    ),
    feedback=(
        "Thank you for stopping what you were doing for this. {c} is being seen today. Please do not mention it at the gate.",
        "Read straight away. People outside school are helping as well. If {he} tells you more, write it as you did here.",
    ),
    endings=(
        Ending(
            "{c} was at home when adults were violent or frightening to each other.",
            "Seen in school the same day; information passed on; safe telephone times agreed; weekly time with a trusted adult.",
            "[The adult concerned no longer lives there|{Mum} has a worker of her own]. {c} sleeps better. Weekly time goes on.",
        ),
        Ending(
            "Police told us of an argument at {c}'s home.",
            "{c} had a settled day with somebody near. {Mum} was rung at a safe time and has support.",
            "No further notification since. Kept in the chronology because it matters later.",
            after="in_school not_refer early_help",
        ),
    ),
)
