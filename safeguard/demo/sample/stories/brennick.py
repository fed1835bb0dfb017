"""Tomas and Lena Brennick: a brother and a sister in two schools, each with half of the picture."""

from safeguard.demo.sample.stories.stage import Stage


def tell(stage: Stage) -> None:
    """Quiet until early summer, then every entry on a Monday; this morning a mark."""
    if stage.has("tomas"):
        _last_year(stage)
        _hungry(stage)
        _shouting(stage)
        _late_and_alone(stage)
        _this_morning(stage)
    if stage.has("lena"):
        _lena(stage)


def _last_year(stage: Stage) -> None:
    case = stage.logged(
        "tomas",
        stage.moment(22, 0, 11, 20),
        "8KW",
        """Tomas put his head down in the first lesson and slept. I let him. He woke after twenty minutes and was embarrassed.
        He said his little sister comes into his bed when there is noise. He is usually a lively boy; this is the third
        Monday I have noted it.""",
        words="“She kicks. I don't mind. It's better than her being on her own.”",
        done="Told him he was not in trouble. Spoke to his tutor group's head of year.",
        place="geography room",
        known="child_told",
    )
    case.after(minutes=95).opened().rated(
        "low", "universal", "neglect", why="Tired on Mondays, no more than that is known. Worth asking home."
    ).owned()
    rung = case.to_do("Ring Ms Brennick and ask how mornings are", days=2)
    case.after(days=1, hour=14).spoke(
        """Rang Kayleigh Brennick. She works nights at the warehouse from Friday to Sunday and a friend stays with the children.
        She was open and a little worn. She would like help with the mornings."""
    ).did(rung, "Rang; she asked for help. See the contact.")
    case.after(days=3, hour=10).decided(
        "early_help",
        """Ms Brennick asked for help before we offered it. Nights at work, two children, one friend who minds them. Early help can
        bring a family support worker; the threshold for children's social care is not met.""",
        options="Support in school only; early help with consent; referral.",
    ).answered("Thank you. We have spoken with home and help is being set up. Please keep noting Mondays.")
    stage.status(
        "tomas", "early_help", case.clock, "Plan agreed with Ms Brennick; family support worker from July."
    )
    case.after(days=6, hour=15).closed(
        summary="Tomas was tired on Mondays after weekends when his mother works nights.",
        follow_up="Mother rung and glad of help; early help plan agreed; tutor checks in on Mondays.",
        outcome="Early help plan opened. Closed here so that the plan is the one place for the work.",
    )


def _hungry(stage: Stage) -> None:
    case = stage.logged(
        "tomas",
        stage.moment(8, 0, 13, 42),
        "hale",
        """Tomas gave away his lunch in the canteen and said he was not hungry. At the end of the day he came to the wellbeing room and
        asked if there was anything to eat. He ate two sandwiches and asked to take a third “for Lena”. Lena is his sister,
        at Brookside Primary.""",
        words="“I wasn't hungry then. I'm hungry now. Can I take one for Lena?”",
        done="Fed him and gave him one for Lena. Did not ask more.",
        place="canteen",
    )
    case.after(minutes=70).opened().rated(
        "medium",
        "early_help",
        "neglect",
        why="Hungry again after a weekend, and thinking of his sister's tea.",
    ).owned()
    meals = case.to_do("Check whether free school meals lapsed over the summer", days=2)
    ring = case.to_do("Ring the safeguarding lead at Brookside about Lena", days=1)
    case.after(days=1, hour=8, minute=40).spoke(
        """Rang Siobhán Tunstall at Brookside. Lena is tired and clingy on Mondays. We agreed to tell each other the same day when
        either of us logs something."""
    ).did(ring, "Done, see the contact.")
    case.after(days=2, hour=11).did(
        meals, "They had lapsed with the change of school year. Restored from tomorrow."
    )
    case.decided(
        "in_school",
        "Meals had lapsed for a clerical reason. That explains some of it. The early help worker has been told of the rest.",
        options="In school; ask early help to visit sooner; referral.",
    ).answered(
        "Thank you for feeding him and for writing his words. His meals are put right. Please keep an eye on Mondays."
    )
    case.after(days=7, hour=15, minute=5).spoke(
        "Ms Brennick rang the office to give a new telephone number. She sounded rushed and rang off when I asked how things were."
    )
    case.after(days=3, hour=14).closed(
        summary="Tomas gave his lunch away, was hungry later and took food for his sister.",
        follow_up="Free meals restored; Brookside rung; early help worker told.",
        outcome="Meals explained and mended. The worry about weekends goes on in the plan.",
    )


def _shouting(stage: Stage) -> None:
    case = stage.logged(
        "tomas",
        stage.moment(5, 0, 11, 31),
        "teacher",
        """Tomas told me he was tired because Lena had been crying in the night. He said Mum's friend Gary was “shouting about money
        again” and that he and Lena went to Mrs Okafor next door until it stopped. Later Dylan Farrow in 8KW said that he
        sees Gary's van outside most nights. I told Tomas I would share this with Ms Whitlock.""",
        words="“It's just money. He doesn't do anything, he just shouts. Lena doesn't like it.”",
        done="Listened. Said I would tell Ms Whitlock. He went to his next lesson.",
        place="science corridor",
        known="child_told",
    )
    case.after(minutes=48).opened().rated(
        "medium",
        "early_help",
        "emotional",
        "domestic_abuse",
        why="Second in three weeks, again from a weekend. An adult we did not know of is in the home at night.",
    ).owned()
    call = case.to_do("Speak with Ms Brennick about who is at home at weekends", days=2)
    see = case.to_do("See Tomas with Mrs Hale", owner="deputy", days=1)
    case.after(minutes=150).did(
        see,
        "He talked about football and his sister. He said Gary is “all right when he's got work”.",
        by="deputy",
    )
    case.after(days=2, hour=10, minute=30).spoke(
        """Ms Brennick came in. She said Gary Lowther is a friend who stays over when she works, that there had been an argument, and that it
        would not happen again. She cried when I said the children had gone next door. She had not known."""
    ).did(call, "Met in school, see the contact.")
    case.after(minutes=40).decided(
        "early_help",
        """Nobody has been hurt and Ms Brennick took it seriously. The children did something sensible by going next door. The early
        help worker will talk with her about who minds them. I would refer on any mark, or if the plan stops.""",
        options="Referral now; go on with early help and watch closely.",
    )
    case.after(days=1, hour=9, minute=40).noted(
        """Police telephoned about another matter and have asked that the family are not told about their visit to the address. Kept
        here so that nobody mentions it by accident."""
    ).answered("Thank you. We have met with home. You were right to pass on what Dylan said too.")
    case.after(minutes=200).monitored(stage.review(4))
    case.after(days=7, hour=9, minute=20).noted(
        """Early help review. Present: Ms Brennick by telephone, myself, the family support worker's manager. The worker ended visits after
        three missed appointments. Ms Brennick says she was asleep after nights. Plan kept; new worker asked for, with visits
        after three o'clock."""
    ).key()


def _late_and_alone(stage: Stage) -> None:
    case = stage.logged(
        "tomas",
        stage.moment(1, 1, 9, 12),
        "petch",
        """On Monday Tomas arrived 40 minutes late and on his own. He said he had walked because “nobody was up”. He had taken Lena to her
        school first. I rang Ms Brennick's new number twice, no answer. Logged today because I was covering reception on
        Monday.""",
        noticed=stage.moment(1, 0, 8, 55),
        words="“Nobody was up. I got us ready. It's fine.”",
        done="Late mark left off. Rang home twice, no answer, no message left.",
        place="reception",
        precision="exact",
    )
    case.after(minutes=55).opened().rated(
        "medium",
        "early_help",
        "neglect",
        "attendance",
        why="Third entry since September, each after a weekend. He is getting his sister to school.",
    ).owned()
    call = case.to_do(
        "Reach Ms Brennick: sister's number from Brookside if the new one does not answer", days=2
    )
    case.after(days=1, hour=13).did(
        call, "Spoke at last: she had slept through. New worker starts next week."
    )
    case.after(days=2, hour=15, minute=5).decided(
        "not_refer",
        """With the deputy: not referred today. Reasons: no mark, Ms Brennick answers us, a new worker starts. Against: visits have stopped
        once already and the shouting is at night. A mark, another night next door, or a missed first visit changes it.""",
        options="Referral to the front door; hold to the early help plan.",
        review=stage.review(3),
    )
    case.to_do("Ring Ms Brennick on the day of the new worker's first visit", days=5)
    stage.file(
        "tomas",
        "analysis",
        case.after(minutes=25).clock,
        """Pattern noted, reviewed with Jonah Pike. Three concerns since September and each begins on a Monday: hungry, tired from shouting,
        nobody up. Nothing was logged in the weeks when the children stayed with their grandmother, Maureen Brennick. What Tomas
        shows us is mostly care for Lena. Next looked at together before the end of term.""",
    )


def _this_morning(stage: Stage) -> None:
    stage.logged(
        "tomas",
        stage.live(24),
        "teacher",
        """Tomas stayed behind when the class left. He kept his sleeve pulled down over his left hand. When he reached for his bag I saw a
        purple mark on the inside of his left forearm. I asked if he was OK.""",
        noticed=stage.noticed_live(28, 10, 40),
        words="“I got it at the weekend. It's fine. Don't ring home.” (I asked: “Are you OK?”)",
        done="Told him I would need to share this with Ms Whitlock so she can help. He went to maths.",
        place="science corridor",
        urgency="today",
        marks=(
            ("front-left-forearm", "Bruise", "about 3 cm, purple, oval"),
            ("head-right-cheek", "Scratch", "about 1 cm"),
        ),
    )


def _lena(stage: Stage) -> None:
    case = stage.logged(
        "lena",
        stage.moment(7, 0, 9, 35),
        "5JB",
        """Lena would not let go of my hand on the carpet this morning. She has done this on three Mondays. She told the class that her brother
        makes the best beans. When I asked who was there at tea she said “Tomas and sometimes Gary”.""",
        words="“Tomas does the beans. He does the voices as well.”",
        done="She sat by me. Settled by break.",
        known="child_told",
        place="classroom",
    )
    case.after(minutes=80).opened().rated(
        "low", "early_help", "neglect", why="Small, but it fits what Oakfield has told us about weekends."
    ).owned()
    case.after(days=1, hour=9).spoke(
        "Oakfield's safeguarding lead and I spoke. They have logged two Mondays for her brother. We tell each other the same day."
    ).decided(
        "in_school",
        "Known to early help through her brother. Here: Mrs Birchall meets her at the gate on Mondays; reading with Mrs Sarpong.",
        options="In school; own early help referral.",
    )
    morning = case.to_do("Meet Lena at the gate on Mondays", owner="brk-deputy", days=6)
    case.after(days=10, hour=9).did(
        morning, "Three Mondays done. She lets go of the hand at the door now."
    ).monitored(stage.review(5))
    second = stage.logged(
        "lena",
        stage.moment(5, 1, 10, 50),
        "5JB",
        """In guided reading Lena read a page with shouting in it and began to cry. She said it is like when Gary shouts and that she and
        Tomas went next door in their pyjamas. She was worried that telling me would make Tomas cross.""",
        words="“We went to Mrs Okafor's and she gave us toast. It was dark.”",
        done="Told her that Tomas would be glad. Told Mrs Tunstall before lunch.",
        known="child_told",
        urgency="today",
        place="classroom",
    )
    second.after(minutes=25).opened().rated(
        "medium",
        "early_help",
        "emotional",
        "domestic_abuse",
        why="Same night as her brother told of, same words.",
    ).owned()
    ring = second.to_do("Ring Oakfield today", days=0)
    second.after(minutes=30).did(
        ring, "Rung. They are meeting the mother on Wednesday; we sent Lena's words."
    )
    second.after(days=2, hour=14).decided(
        "early_help",
        "One plan for both children, led by Oakfield, with Lena named in it. Her words went to the worker with her mother's consent.",
        options="Referral by us; join the plan.",
    ).answered("Thank you. You heard something hard and heard it well. Lena is in her brother's plan now.")
    second.after(days=8, hour=15).closed(
        summary="Lena told of a night when she and her brother went next door because of shouting.",
        follow_up="Shared with Oakfield the same day; named in the family's early help plan; met at the gate on Mondays.",
        outcome="The plan carries it on.",
    )
    stage.status("lena", "early_help", second.clock, "Named in the plan that Oakfield Academy leads.")
