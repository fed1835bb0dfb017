"""Staff of the sample: the personas, some people whom stories name, and colleagues to fill the schools."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from safeguard.demo.sample.names import pick_forename, pick_pool, plain
from safeguard.demo.sample.personas import PERSONAS, Persona
from safeguard.demo.sample.schools import YEARS, Phase, SchoolSpec

# Who writes: the groups that narratives name as their likely authors.
GROUPS = ("teacher", "tutor", "support", "office", "lunch", "pastoral", "attendance", "medical", "transport")


@dataclass(frozen=True)
class StaffPlan:
    key: str
    name: str
    formal: str
    email: str
    role: str
    job_title: str
    schools: tuple[str, ...]
    starts_on: date
    group: str
    form: str = ""
    persona: bool = False

    @property
    def school(self) -> str:
        return self.schools[0]


@dataclass(frozen=True)
class Known:
    """A colleague whom stories name."""

    key: str
    name: str
    formal: str
    job_title: str
    group: str
    role: str = "reporter"
    form: str = ""


KNOWN: dict[str, tuple[Known, ...]] = {
    "oakfield": (
        Known("hale", "Margaret Hale", "Mrs Hale", "Wellbeing support assistant", "support"),
        Known("lindqvist", "Karin Lindqvist", "Ms Lindqvist", "Computing teacher", "teacher"),
        Known("mirza", "Sana Mirza", "Miss Mirza", "English teacher", "teacher"),
        Known("prentice", "David Prentice", "Mr Prentice", "Lunchtime supervisor", "lunch"),
        Known("petch", "Lorna Petch", "Mrs Petch", "Attendance officer", "attendance"),
        Known("lead-sixth", "Ottilie Farrant", "Ms Farrant", "Head of sixth form", "pastoral", "deputy_dsl"),
        Known("8KW", "Kate Wainwright", "Miss Wainwright", "Geography teacher", "tutor", form="8KW"),
        Known("9TB", "Tobias Brandt", "Mr Brandt", "German teacher", "tutor", form="9TB"),
        Known("10AL", "Anneka Lister", "Ms Lister", "Mathematics teacher", "tutor", form="10AL"),
        Known("11DN", "Daniel Nkemelu", "Mr Nkemelu", "History teacher", "tutor", form="11DN"),
        Known("7PS", "Pádraig Sweeney", "Mr Sweeney", "PE teacher", "tutor", form="7PS"),
        Known("7CD", "Carys Dunmore", "Miss Dunmore", "Music teacher", "tutor", form="7CD"),
    ),
    "brookside": (
        Known("brk-head", "Ian Coverdale", "Mr Coverdale", "Headteacher", "lead", "head"),
        Known(
            "brk-deputy",
            "Yvette Sarpong",
            "Mrs Sarpong",
            "Inclusion lead and SENCO",
            "pastoral",
            "deputy_dsl",
        ),
        Known("5JB", "Joanna Birchall", "Mrs Birchall", "Year 5 teacher", "tutor", form="5JB"),
        Known("4HT", "Harpreet Toor", "Miss Toor", "Year 4 teacher", "tutor", form="4HT"),
        Known("brk-lunch", "Sheila Dobbs", "Mrs Dobbs", "Lunchtime supervisor", "lunch"),
    ),
    "willow-bank": (
        Known("wil-head", "Solomon Quaye", "Mr Quaye", "Headteacher", "lead", "head"),
        Known("wil-deputy", "Nerys Bowen", "Ms Bowen", "Family support lead", "pastoral", "deputy_dsl"),
        Known("wil-nurse", "Cathal O'Rourke", "Mr O'Rourke", "School nurse", "medical"),
        Known("wil-escort", "Jean Plimmer", "Mrs Plimmer", "Transport escort", "transport"),
    ),
}

# One class for each year of the special school, Reception first.
WILLOW_CLASSES = (
    "Wren",
    "Robin",
    "Otter",
    "Heron",
    "Kestrel",
    "Badger",
    "Swift",
    "Linnet",
    "Dormouse",
    "Kingfisher",
    "Osprey",
    "Curlew",
    "Lapwing",
    "Falcon",
)

_SECONDARY_JOBS = (
    ("teacher", 62, "English teacher|Mathematics teacher|Science teacher|French teacher|Spanish teacher"),
    ("teacher", 22, "Drama teacher|PE teacher|History teacher|Computing teacher|RE teacher|Art teacher"),
    ("support", 22, "Teaching assistant|Learning support assistant|Librarian|Science technician"),
    ("pastoral", 6, "Head of year|Behaviour support lead|Careers adviser"),
    ("office", 8, "Receptionist|Administrator|Finance officer|Examinations officer"),
    ("lunch", 8, "Lunchtime supervisor|Catering assistant"),
    ("medical", 3, "First aider|School counsellor"),
    ("attendance", 2, "Attendance officer"),
)
_PRIMARY_JOBS = (
    ("teacher", 20, "Class teacher|Music teacher|PE coach|Reading lead"),
    ("support", 34, "Teaching assistant|Learning mentor|Breakfast club leader|Forest school leader"),
    ("lunch", 16, "Lunchtime supervisor|Kitchen assistant"),
    ("office", 8, "School secretary|Business manager|Receptionist"),
    ("attendance", 3, "Attendance lead"),
    ("medical", 2, "First aider"),
)
_SPECIAL_JOBS = (
    ("teacher", 16, "Class teacher|Sensory curriculum lead"),
    ("support", 44, "Teaching assistant|Learning support assistant|Communication support worker"),
    ("medical", 8, "Occupational therapist|Speech and language therapist|Care assistant"),
    ("transport", 6, "Transport escort|Minibus driver"),
    ("office", 5, "School secretary|Receptionist"),
    ("lunch", 5, "Lunchtime assistant"),
    ("attendance", 2, "Attendance and welfare officer"),
)
_JOBS = {Phase.PRIMARY: _PRIMARY_JOBS, Phase.SECONDARY: _SECONDARY_JOBS, Phase.SPECIAL: _SPECIAL_JOBS}


def invent_staff(rng: Random, spec: SchoolSpec, today: date) -> list[StaffPlan]:
    """Everybody who works at `spec`. Tutors come with the form they lead, named by their initials."""
    staff = [_persona(persona, today) for persona in PERSONAS if persona.school == spec.slug]
    staff += [_known(known, spec, today) for known in KNOWN[spec.slug] if _has_place(known, spec)]
    taken = {person.email for person in staff}
    for year in spec.years:
        forms = {person.form for person in staff if year_of_form(person.form) == year}
        while len(forms) < spec.years[year][1]:
            tutor = _colleague(rng, spec, today, taken, group="tutor")
            form = _form_of(tutor, spec, year)
            if form not in forms:
                forms.add(form)
                staff.append(replace(tutor, form=form))
    while len(staff) < spec.staff:
        staff.append(_colleague(rng, spec, today, taken, group=None))
    return _with_heads_of_year(staff, spec)


def forms_of(staff: list[StaffPlan], year: str) -> list[str]:
    return [person.form for person in staff if year_of_form(person.form) == year]


def year_of_form(form: str) -> str:
    """`8KW` is in year 8, `RHM` in Reception; the special school's classes each hold one year."""
    if form in WILLOW_CLASSES:
        return YEARS[WILLOW_CLASSES.index(form)]
    return "R" if form.startswith("R") else "".join(letter for letter in form if letter.isdigit())


def _form_of(tutor: StaffPlan, spec: SchoolSpec, year: str) -> str:
    if spec.phase is Phase.SPECIAL:
        return WILLOW_CLASSES[YEARS.index(year)]
    forename, surname = tutor.name.split(" ", 1)
    return f"{year}{plain(forename)[0]}{plain(surname)[0]}".upper()


def _has_place(known: Known, spec: SchoolSpec) -> bool:
    return not known.form or year_of_form(known.form) in spec.years


def _persona(persona: Persona, today: date) -> StaffPlan:
    group = {"reporter": "teacher", "pastoral": "pastoral"}.get(persona.role, "lead")
    return StaffPlan(
        key=persona.key,
        name=persona.name,
        formal=_FORMAL[persona.key],
        email=persona.email,
        role=persona.role,
        job_title=persona.job_title,
        schools=persona.member_of,
        starts_on=_years_before(today, 4),
        group=group,
        persona=True,
    )


_FORMAL = {
    "teacher": "Ms Adeyemi",
    "dsl": "Ms Whitlock",
    "deputy": "Mr Pike",
    "pastoral": "Mrs Gallagher",
    "head": "Dr Holloway",
    "dpo": "Ms Marsh",
    "administrator": "Mr Penhale",
    "governor": "Mr Okoro-Lane",
    "primary-dsl": "Mrs Tunstall",
    "special-dsl": "Miss Tate",
}


def _known(known: Known, spec: SchoolSpec, today: date) -> StaffPlan:
    return StaffPlan(
        key=known.key,
        name=known.name,
        formal=known.formal,
        email=f"{plain(known.name)}@{spec.domain}",
        role=known.role,
        job_title=known.job_title,
        schools=(spec.slug,),
        starts_on=_years_before(today, 3),
        group=known.group,
        form=known.form,
    )


def _colleague(
    rng: Random, spec: SchoolSpec, today: date, taken: set[str], *, group: str | None
) -> StaffPlan:
    """A new colleague with an address nobody has; `group` None leaves what they do to chance."""
    jobs = [job for job in _JOBS[spec.phase] if group is None or job[0] == "teacher"]
    kind, _weight, titles = rng.choices(jobs, weights=[job[1] for job in jobs])[0]
    name, formal = _invent_name(rng)
    while (email := f"{plain(name)}@{spec.domain}") in taken:
        name, formal = _invent_name(rng)
    taken.add(email)
    return StaffPlan(
        key=email,
        name=name,
        formal=formal,
        email=email,
        role="reporter",
        job_title=rng.choice(titles.split("|")),
        schools=(spec.slug,),
        starts_on=_years_before(today, 2) - timedelta(days=rng.randrange(30, 2500)),
        group=group or kind,
    )


def _invent_name(rng: Random) -> tuple[str, str]:
    """A name, and how children say it."""
    pool = pick_pool(rng)
    sex = "F" if rng.random() < 0.66 else "M"
    surname = rng.choice(pool.surnames)
    title = rng.choice(("Mrs", "Miss", "Ms", "Ms")) if sex == "F" else "Mr"
    return f"{pick_forename(rng, pool, sex, set())} {surname}", f"{title} {surname}"


def _with_heads_of_year(staff: list[StaffPlan], spec: SchoolSpec) -> list[StaffPlan]:
    """Give the pastoral role to the school's own pastoral colleagues: few, because it reads what is shared."""
    room = 6 if spec.phase is Phase.SECONDARY else 2
    heads = [person.key for person in staff if person.group == "pastoral" and person.role == "reporter"][
        :room
    ]
    return [replace(person, role="pastoral") if person.key in heads else person for person in staff]


def _years_before(day: date, years: int) -> date:
    """1 September so many school years before `day`."""
    return date(day.year - years - (day.month < 9), 9, 1)
