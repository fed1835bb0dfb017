"""The people a visitor of the demo can be. The sign-in page of the demo lists them in this order."""

from dataclasses import dataclass

# For a demo only: whoever loads the sample anywhere else is given a password of their own.
DEMO_PASSWORD = "meadow-gate-lantern"  # noqa: S105


@dataclass(frozen=True)
class Persona:
    """`role` is a code of the role table, `school` the slug they land in, `can_try` a line for the visitor."""

    key: str
    name: str
    email: str
    role: str
    job_title: str
    school: str
    can_try: str
    schools: tuple[str, ...] = ()

    @property
    def member_of(self) -> tuple[str, ...]:
        return self.schools or (self.school,)


EVERY_SCHOOL = ("oakfield", "brookside", "willow-bank")

PERSONAS: tuple[Persona, ...] = (
    Persona(
        key="teacher",
        name="Ruth Adeyemi",
        email="ruth.adeyemi@oakfield.example",
        role="reporter",
        job_title="Science teacher",
        school="oakfield",
        can_try="Log a concern, and see what became of the ones she sent.",
    ),
    Persona(
        key="dsl",
        name="Amara Whitlock",
        email="amara.whitlock@oakfield.example",
        role="dsl",
        job_title="Assistant headteacher and safeguarding lead",
        school="oakfield",
        can_try="Work through this morning's queue, open a child's chronology, make a decision.",
    ),
    Persona(
        key="deputy",
        name="Jonah Pike",
        email="jonah.pike@oakfield.example",
        role="deputy_dsl",
        job_title="Deputy safeguarding lead, head of year 8",
        school="oakfield",
        can_try="Pick up his own cases and cover for the lead.",
    ),
    Persona(
        key="pastoral",
        name="Priya Gallagher",
        email="priya.gallagher@oakfield.example",
        role="pastoral",
        job_title="Head of year 10",
        school="oakfield",
        can_try="See only what has been shared with her.",
    ),
    Persona(
        key="head",
        name="Marian Holloway",
        email="marian.holloway@oakfield.example",
        role="head",
        job_title="Headteacher",
        school="oakfield",
        can_try="Look over the school's open work.",
    ),
    Persona(
        key="dpo",
        name="Helen Marsh",
        email="helen.marsh@meadowtrust.example",
        role="dpo",
        job_title="Data protection officer, Meadow Trust",
        school="oakfield",
        schools=EVERY_SCHOOL,
        can_try="Ask who has looked at a child's record, and answer a subject access request.",
    ),
    Persona(
        key="administrator",
        name="Gareth Penhale",
        email="gareth.penhale@oakfield.example",
        role="administrator",
        job_title="Data and systems manager",
        school="oakfield",
        can_try="Bring in a list of pupils and manage people, without seeing any record.",
    ),
    Persona(
        key="governor",
        name="Desmond Okoro-Lane",
        email="desmond.okoro-lane@oakfield.example",
        role="governor",
        job_title="Safeguarding governor",
        school="oakfield",
        can_try="See what a governor may see: no child's record.",
    ),
    Persona(
        key="primary-dsl",
        name="Siobhán Tunstall",
        email="siobhan.tunstall@brookside.example",
        role="dsl",
        job_title="Assistant headteacher and safeguarding lead",
        school="brookside",
        can_try="See the primary school, and nothing of the others.",
    ),
    Persona(
        key="special-dsl",
        name="Bronwen Tate",
        email="bronwen.tate@willowbank.example",
        role="dsl",
        job_title="Deputy headteacher and safeguarding lead",
        school="willow-bank",
        can_try="See the special school, where few children tell it in words.",
    ),
)

BY_KEY: dict[str, Persona] = {persona.key: persona for persona in PERSONAS}
