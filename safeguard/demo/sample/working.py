"""How the safeguarding team works through a concern, from first opening to closing."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from random import Random

from safeguard.demo.sample.calendar import LONDON, SchoolCalendar
from safeguard.demo.sample.casework import PROFILES, RISKS, Casework, profile_of
from safeguard.demo.sample.casework.kinds import Choice
from safeguard.demo.sample.families import ChildPlan
from safeguard.demo.sample.narratives import Narrative, Theme
from safeguard.demo.sample.people import StaffPlan
from safeguard.demo.sample.script import Case
from safeguard.demo.sample.words import expand

# Minutes until somebody of the team opens it: shortest, longest, usual.
DELAYS = {"today": (3, 85, 16), "unsure": (8, 190, 45), "not_today": (15, 1300, 120)}
WHY: dict[str, tuple[str, ...]] = {
    "low": (
        "Small in itself; noted so that a pattern would show.",
        "Explained, and fits what we know of the family.",
        "{c} is well supported and can say what {he} needs.",
    ),
    "medium": (
        "Not the first note about this. Needs a plan and somebody to hold it.",
        "It is affecting {c}: [school|sleep|friends] first.",
        "Help at home is uncertain; I want to know more within the week.",
    ),
    "high": (
        "What was told and seen, with what we already knew, points to likely harm.",
        "The account and what was seen do not fit together. Advice asked today.",
        "{c} may not be safe with things as they are.",
    ),
    "immediate": ("{c} should not go home today before somebody outside school has looked at this.",),
}
# What a level of need is called, by what is known of the household; else by risk.
LEVEL_OF_HOUSEHOLD = {"early_help": "early_help", "cin": "cin_s17", "cp": "cp_s47", "lac": "lac"}
LEVEL_OF_RISK: dict[str, tuple[tuple[str, int], ...]] = {
    "low": (("universal", 8), ("early_help", 2)),
    "medium": (("early_help", 7), ("universal", 2), ("family_help", 2)),
    "high": (("cin_s17", 5), ("family_help", 3), ("cp_s47", 2)),
    "immediate": (("cp_s47", 1),),
}
PREFERRED_DECISIONS = {
    "low": ("in_school", "no_action", "not_refer"),
    "medium": ("early_help", "in_school", "not_refer"),
    "high": ("refer", "refer_police", "early_help", "not_refer"),
    "immediate": ("refer", "refer_police"),
}
RESTRICTED = frozenset({Theme.PEER_BODY, Theme.DOMESTIC, Theme.SELF_HARM})


class Worker:
    """The safeguarding team of one school."""

    def __init__(self, rng: Random, calendar: SchoolCalendar, staff: Sequence[StaffPlan]) -> None:
        self.rng = rng
        self.calendar = calendar
        self.team = [person.key for person in staff if person.role in ("dsl", "deputy_dsl")]
        self.pastoral = [person for person in staff if person.role == "pastoral"]

    def work(
        self,
        case: Case,
        narrative: Narrative,
        level: str,
        fields: Mapping[str, str],
        child: ChildPlan,
        *,
        earlier: int,
    ) -> None:
        """Tell the case to its end; what lies after the moment of loading falls away.

        `earlier` is how many concerns there were about the child before this one.
        """
        profile = profile_of(narrative)
        risk = self._risk(profile.risks, level)
        case.lead = self.rng.choices(self.team, weights=[3, *(2 for _ in self.team[1:])])[0]
        self._triage(case, narrative, risk, level, fields)
        self._share(case, child, risk)
        decision = self._do(case, profile.casework, risk, fields, "again" if earlier else "first")
        self._watch(case, profile.casework, risk, fields)
        self._close(case, profile.casework, decision, fields)
        if risk != "low" and self.rng.random() < 0.04:
            self._again(case, fields)

    def _risk(self, weights: tuple[int, int, int, int], level: str) -> str:
        place = RISKS.index(self.rng.choices(RISKS, weights=weights)[0])
        raised = level in ("cin", "cp") and place < 2 and self.rng.random() < 0.35
        return RISKS[place + raised]

    def _triage(
        self, case: Case, narrative: Narrative, risk: str, level: str, fields: Mapping[str, str]
    ) -> None:
        rng = self.rng
        if rng.random() < 0.05:
            case.after(minutes=rng.randrange(6, 25)).added(rng.choice(AFTERTHOUGHTS))
        case.after(minutes=round(rng.triangular(*DELAYS[case.told.urgency]))).until_office().opened()
        case.after(minutes=rng.randrange(4, 16))
        tags = tuple(narrative.tags.split()) or PROFILES[narrative.theme].tags
        restricted = narrative.theme in RESTRICTED and rng.random() < 0.08
        case.rated(
            risk,
            LEVEL_OF_HOUSEHOLD.get(level) or self._level(risk),
            *tags,
            why=expand(rng.choice(WHY[risk]), rng, fields),
            sensitivity="restricted" if restricted else "standard",
        )
        case.owned()

    def _level(self, risk: str) -> str:
        levels = LEVEL_OF_RISK[risk]
        return self.rng.choices([code for code, _ in levels], weights=[weight for _, weight in levels])[0]

    def _share(self, case: Case, child: ChildPlan, risk: str) -> None:
        """Pastoral staff see a few, and only what is recent: Mrs Gallagher those of year 10."""
        recent = case.recorded_at > self.calendar.now - timedelta(days=120)
        year_ten = [p for p in self.pastoral if p.key == "pastoral"] if child.year == "10" else []
        others = [p for p in self.pastoral if p.key != "pastoral"]
        who = year_ten or others
        if recent and who and risk != "immediate" and self.rng.random() < (0.6 if year_ten else 0.12):
            case.shared(self.rng.choice(who).key, "Meets the child each week and needs to know.")

    def _do(self, case: Case, casework: Casework, risk: str, fields: Mapping[str, str], turn: str) -> str:
        """Tasks, an answer to the reporter, a contact, the decision; says which decision it was."""
        rng = self.rng
        wanted = min(len(casework.tasks), rng.choice((1, 1, 2) if risk == "low" else (1, 2, 2, 3)))
        tasks = sorted(rng.sample(casework.tasks, wanted), key=lambda task: task.days)
        names = [case.to_do(expand(t.title, rng, fields), owner=self._doer(case), days=t.days) for t in tasks]
        if rng.random() < 0.75:
            case.after(minutes=rng.randrange(10, 90)).until_office()
            case.answered(expand(rng.choice(casework.feedback), rng, fields))
        for name, task in zip(names, tasks, strict=True):
            if task.days == 0:
                self._later(case, 0, 0).did(name, expand(task.outcome, rng, fields))
        if casework.contacts and (risk != "low" or rng.random() < 0.5):
            self._later(case, 0, 1).spoke(expand(casework.contacts[0], rng, fields))
        kind, choice = self._decision(casework, risk, turn)
        self._later(case, 0, 1 if risk in ("high", "immediate") else 2).decided(
            kind, expand(choice.why, rng, fields), options=expand(choice.options, rng, fields)
        )
        for name, task in zip(names, tasks, strict=True):
            if task.days:
                self._later(case, task.days // 3, 1 + task.days * 2 // 3).did(
                    name, expand(task.outcome, rng, fields)
                )
        return kind

    def _decision(self, casework: Casework, risk: str, turn: str) -> tuple[str, Choice]:
        """The likeliest decision that the casework knows, in words that fit a first or a later concern."""
        for kind in self._kinds(risk):
            fitting = [c for c in casework.decisions.get(kind, ()) if c.when in ("", turn)]
            if fitting:
                return kind, self.rng.choice(fitting)
        raise LookupError("this casework has no decision that fits")

    def _kinds(self, risk: str) -> list[str]:
        """Decisions from the likeliest on, in an order that chance may turn."""
        first = list(PREFERRED_DECISIONS[risk])
        if risk in ("low", "medium"):
            self.rng.shuffle(first)
        return [*first, "early_help", "in_school", "not_refer", "refer", "no_action"]

    def _watch(self, case: Case, casework: Casework, risk: str, fields: Mapping[str, str]) -> None:
        rng = self.rng
        if casework.notes and risk != "low" and rng.random() < 0.6:
            self._later(case, 1, 4).noted(expand(rng.choice(casework.notes), rng, fields))
        if risk != "low" and rng.random() < 0.42:
            review = case.clock.astimezone(LONDON).date() + timedelta(days=rng.choice((14, 21, 28)))
            case.monitored(review)
            self._later(case, 10, 26)
            if len(casework.contacts) > 1 and rng.random() < 0.6:
                case.spoke(expand(rng.choice(casework.contacts[1:]), rng, fields))

    def _close(self, case: Case, casework: Casework, decision: str, fields: Mapping[str, str]) -> None:
        ending = self.rng.choice(casework.endings_after(decision))
        self._later(case, 0, 4).closed(
            summary=expand(ending.summary, self.rng, fields),
            follow_up=expand(ending.follow_up, self.rng, fields),
            outcome=expand(ending.outcome, self.rng, fields),
            no_action="" if casework.tasks else "Nothing needed doing; kept as a strength.",
        )

    def _again(self, case: Case, fields: Mapping[str, str]) -> None:
        """Some come back: reopened with the reason, looked at, closed again."""
        self._later(case, 12, 30).reopened(expand("{Mum} rang: it has begun again.", self.rng, fields))
        task = case.to_do(expand("Meet {mum} and {c} together", self.rng, fields), days=4)
        self._later(case, 2, 4).did(task, "Met. The plan from before is taken up again, with one change.")
        case.decided(
            "in_school", expand("What helped before is still right. {c} asked for it.", self.rng, fields)
        )
        self._later(case, 8, 15).closed(
            summary="The same worry came back after some weeks.",
            follow_up="Met together; the earlier plan was taken up again.",
            outcome="Settled. A date to look again is in the calendar.",
        )

    def _doer(self, case: Case) -> str:
        return case.lead if self.rng.random() < 0.7 else self.rng.choice(self.team)

    def _later(self, case: Case, least: int, most: int) -> Case:
        """Move on by so many school days; within the same day, by up to three hours."""
        days = self.rng.randint(least, most)
        if not days:
            return case.after(minutes=self.rng.randrange(12, 170)).until_office()
        return case.after(days=days, hour=self.rng.randrange(8, 16), minute=self.rng.randrange(60))


AFTERTHOUGHTS = (
    "To add: I asked nothing else, and nobody was within hearing.",
    "I have remembered that it was the second time this week, not the first.",
    "Correction to the time: it was just before the bell and not after it.",
    "The colleague who was with me has written nothing; I was the only adult who heard it.",
)
