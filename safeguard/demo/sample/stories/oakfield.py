"""Four more stories at Oakfield Academy: Jaya, Theo, Aisha, Oliver and his brother Sam at Willow Bank."""

from safeguard.demo.sample.stories.stage import Stage


def tell(stage: Stage) -> None:
    if stage.has("jaya"):
        _jaya(stage)
    if stage.has("theo"):
        _theo(stage)
    if stage.has("aisha"):
        _aisha(stage)
    if stage.has("oliver"):
        _oliver(stage)
    if stage.has("sam"):
        _sam(stage)


def _jaya(stage: Stage) -> None:
    case = stage.logged(
        "jaya",
        stage.moment(30, 0, 8, 58),
        "11DN",
        """Police notification before school: called to Jaya's address on Saturday night. Her father had come to the house although there
        is an order. Jaya was upstairs with her mother. Nobody was hurt. Jaya came in on time and asked whether I had been
        told.""",
        words="“Do you know? I don't want to talk about it, I just want to know if you know.”",
        done="Said yes, and that she need not say anything. She went to her lesson.",
        known="someone_told",
        urgency="today",
        place="tutor room",
    )
    case.after(minutes=12).opened().rated(
        "high", "cp_s47", "domestic_abuse", "emotional", why="A breach of the order with Jaya in the house."
    ).owned()
    ask = case.to_do("Ring the front door with what Jaya said", days=0)
    case.after(minutes=35).did(ask, "Strategy discussion today at two. I am asked to attend.")
    case.decided(
        "refer",
        "The police have referred. We sent our history with it: four notes in Year 9 and 10, all about her father coming back.",
        options="Rely on the police referral; send our own information with it.",
    )
    case.after(days=9, hour=13).noted(
        "Initial conference. Jaya is on a child protection plan, emotional harm. Core group every four weeks; I attend for school."
    ).key()
    stage.status("jaya", "cp_plan", case.clock, "Initial conference, category emotional abuse.")
    stage.status("jaya", "social_worker", case.clock, "Allocated in the week of the conference.")
    case.after(days=4, hour=15).answered("Thank you for how you met her that morning. She noticed.").closed(
        summary="Jaya was at home when her father came to the house in breach of an order.",
        follow_up="Information sent, strategy discussion and conference attended, plan made.",
        outcome="Child protection plan. Work goes on through the core group.",
    )
    _jaya_since(stage)


def _jaya_since(stage: Stage) -> None:
    stage.file(
        "jaya",
        "analysis",
        stage.moment(12, 2, 14, 30),
        """Since the plan: attendance from 88 to 96 per cent, two calls from her mother to us before trouble and not after, no visit by her
        father that we know of. Jaya says that what helps is being told what happens next. The risk is a new address becoming
        known. Reviewed with the core group; next in eight weeks.""",
    )
    stage.file(
        "jaya",
        "hold",
        stage.moment(27, 1, 11, 0),
        "The police have asked that nothing about the breach of the order is disposed of until the court has ended.",
    )
    good = stage.logged(
        "jaya",
        stage.moment(10, 3, 15, 22),
        "mirza",
        """Something good. Jaya read her own poem to the class, about a house with the windows open. She stayed afterwards and said she has
        applied for the college course. Her mother is coming to the open evening.""",
        words="“I'm actually going to do it, Miss.”",
        done="Told her how proud I was. Kept a copy of the poem, with her permission.",
        place="English corridor",
    )
    good.after(days=1, hour=11).opened().rated(
        "low", "cp_s47", "observation", why="A strength, kept in the chronology beside the rest."
    ).owned()
    good.decided(
        "no_action", "Nothing to do but be glad. Shared at the core group with Jaya's agreement."
    ).answered("Thank you for writing the good ones too.").closed(
        summary="Jaya spoke about her plans and read her work to the class.",
        follow_up="Shared at the core group with her agreement.",
        outcome="Kept as a strength.",
        no_action="Nothing needed doing.",
    )
    stage.logged(
        "jaya",
        stage.live(72),
        "mirza",
        """At the end of the lesson Jaya waited until the others had gone. She said her father has found out where they live now and that her mother
        told her not to tell anyone. She said she does not feel safe to go home tonight. She is in lessons and expects to be
        collected as usual.""",
        noticed=stage.noticed_live(80, 9, 50),
        words="“I don't feel safe to go home tonight. Please don't let him know I said.”",
        done="Stayed with her, then walked her to her next lesson. Tried Ms Whitlock's extension twice, engaged.",
        known="child_told",
        urgency="today",
        place="English corridor",
    )


def _theo(stage: Stage) -> None:
    stage.status(
        "theo",
        "lac",
        stage.moment(9, 2, 10, 0),
        "Came to us looked after; social worker and virtual school named on entry.",
    )
    stage.status("theo", "social_worker", stage.moment(9, 2, 10, 5), "Meadowshire children in care team.")
    case = stage.logged(
        "theo",
        stage.moment(7, 2, 12, 50),
        "prentice",
        """Theo hides food. Today I found two days of sandwiches in his bag when it split in the queue. He went white and said sorry several
        times. Nobody laughed. He is new this year and I do not know him well.""",
        lead="deputy",
        words="“Sorry. Sorry. I was going to eat them.”",
        done="Put the bag together with him and said nothing was wrong. Gave him a snack to keep.",
        place="canteen",
    )
    case.after(minutes=65).opened(by="deputy").rated(
        "low", "lac", "observation", why="Known from his earlier school: he saves food when he is unsettled."
    ).owned("deputy")
    call = case.to_do("Ring Mrs Pargeter and the virtual school", owner="deputy", days=2)
    case.after(days=1, hour=10).spoke(
        "Mrs Pargeter: contact with his mother was cancelled on Sunday. He packs food when that happens. They leave a box by his bed.",
        by="deputy",
    ).did(call, "Both rung. Same plan at home and here: a snack drawer he can count on.", by="deputy")
    case.decided(
        "in_school",
        "He needs to know there is food, not to be told off for keeping it. Drawer in the wellbeing room.",
    )
    case.answered(
        "Thank you for how you handled it. There is a drawer for him in the wellbeing room now."
    ).after(days=8, hour=14).closed(
        summary="Theo was keeping food in his bag.",
        follow_up="Carers and virtual school rung; a snack drawer he can rely on, at home and at school.",
        outcome="He uses the drawer and has stopped keeping food in his bag.",
    )
    now = stage.logged(
        "theo",
        stage.live(113),
        "prentice",
        """Third day that Theo has come without his lunch money, and he was very quiet. He let others go before him and sat at the end of the
        bench. He would not take the snack from the drawer today. I know his foster carer as careful about money.""",
        lead="deputy",
        noticed=stage.noticed_live(128, 12, 35, fixed=True),
        words="“I'm not really hungry today.”",
        done="Lunch put on the account. Sat near him.",
        place="canteen",
    )
    now.after(minutes=18).opened(by="deputy").rated(
        "medium",
        "lac",
        "observation",
        why="A change in a child who saves food; the drawer alone is not enough this time.",
    ).owned("deputy")
    now.to_do("Ring Mrs Pargeter before the end of the day", owner="deputy", days=0)


def _aisha(stage: Stage) -> None:
    case = stage.logged(
        "aisha",
        stage.moment(5, 4, 15, 50),
        "pastoral",
        """Aisha's attendance to period 5 on Fridays has dropped: three out of six this half term. She says she has been in the library; the
        library has not seen her. She has a new coat and is on her telephone at every break. Her friend Marisa has asked
        to move seats.""",
        words="“I was in the library. Ask anyone.”",
        done="Asked teachers to register her by sight. Rang home: her mother thought she had a free period.",
        place="Year 10 office",
    )
    case.after(days=1, hour=9, minute=30).opened().rated(
        "medium",
        "early_help",
        "attendance",
        "cse",
        why="Absences, things she cannot explain, a friend drawing away.",
    ).owned("deputy")
    talk = case.to_do("Find the adult she talks to", owner="deputy", days=4)
    case.after(days=2, hour=13).did(
        talk, "It is Ms Lister. They have form together each day; she will keep it ordinary.", by="deputy"
    )
    case.decided(
        "in_school",
        "Three small things. Better to keep the adult she talks to than to frighten her off. Register on sight; look again in three weeks.",
        options="In school; early help; referral for exploitation.",
    ).shared("pastoral", "Head of year 10; teaches her and meets her each day.")
    case.answered("Thank you. Please note each Friday, and anything about a car.").monitored(stage.review(6))
    stage.logged(
        "aisha",
        stage.live(138),
        "pastoral",
        """In form Aisha told Ms Lister and me that an older friend collects her by car after school and that he is “funny about” her talking
        to boys. She does not know his surname. He is about 22. She said he buys her things and that she does not want to be
        a let-down. She is due to be collected today or tomorrow.""",
        noticed=stage.noticed_live(150, 8, 45, fixed=True),
        words="“He'd go mad if he knew I was telling you. He's nice, he's just funny about stuff.”",
        done="Did not promise to keep it. She knows I have written this. I have not rung home.",
        known="child_told",
        place="tutor room",
    )


def _oliver(stage: Stage) -> None:
    case = stage.logged(
        "oliver",
        stage.moment(12, 1, 9, 5),
        "petch",
        """Oliver was late for the third time this fortnight. He gets his brother Sam ready and waits with him for the Willow Bank bus, because
        their mother is ill again. He told it as if everybody did that.""",
        lead="deputy",
        words="“Sam won't get on for the driver. He gets on for me.”",
        done="Late mark left off.",
        known="child_told",
        place="reception",
    )
    case.after(minutes=130).opened(by="deputy").rated(
        "low",
        "early_help",
        "young_carer",
        why="A young carer we did not know of. He copes; he should not have to cope alone.",
    ).owned("deputy")
    ask = case.to_do("Ask Oliver what would help before ringing home", owner="deputy", days=2)
    case.after(days=1, hour=12).did(
        ask, "A later start on two days, and for somebody to tell Mum it was not his fault.", by="deputy"
    ).spoke(
        "Rang Claire Hartnell. She has a long illness with bad weeks. She is proud of him and ashamed of needing him. Uncle Peter may help.",
        by="deputy",
    )
    case.decided(
        "early_help",
        "Young carer's assessment with consent, and a telephone call to Willow Bank about the bus.",
    )
    stage.status("oliver", "young_carer", case.clock, "Cares for his mother and his brother before school.")
    case.answered("Thank you for not sanctioning it. He is registered as a young carer.").after(
        days=11, hour=14
    ).closed(
        summary="Oliver was late because he cares for his brother and his mother.",
        follow_up="Young carer status, group on Thursdays, later start on two days, Willow Bank told.",
        outcome="Lateness is down to one in a fortnight.",
    )
    now = stage.logged(
        "oliver",
        stage.live(146),
        "petch",
        """Late four times in the last two weeks after a good half term. Oliver says he gets his brother ready again because the uncle has gone
        back to work. He had not had breakfast.""",
        lead="deputy",
        noticed=stage.noticed_live(152, 9, 10, fixed=True),
        words="“It's only till Mum's new tablets.”",
        done="Breakfast in the wellbeing room. No late mark.",
        known="child_told",
        place="reception",
    )
    now.after(minutes=31).opened(by="deputy").rated(
        "medium",
        "early_help",
        "young_carer",
        why="Back to where we were in September, and missing breakfast.",
    ).owned("deputy")
    now.to_do("Ring Ms Hartnell and Willow Bank about the bus", owner="deputy", days=1)


def _sam(stage: Stage) -> None:
    stage.status("sam", "ehcp", stage.moment(38, 0, 10, 0), "Annual review held; plan kept.")
    case = stage.logged(
        "sam",
        stage.moment(11, 2, 9, 20),
        "wil-escort",
        """Sam's brother brings him to the bus on his own each morning. This morning it was raining, they had no coats, and the brother told me their
        mum could not get down the stairs. Sam was cheerful. The brother looked worn out.""",
        done="Told Miss Tate on arrival. Sam changed into dry things.",
        known="someone_told",
        place="minibus bay",
        words="Signed “Olly” and “wet”.",
    )
    case.after(minutes=40).opened().rated(
        "low",
        "early_help",
        "young_carer",
        "observation",
        why="Sam is well. The family needs a hand and his brother needs one more.",
    ).owned()
    ring = case.to_do("Ring Oakfield about Oliver", days=1)
    case.after(days=1, hour=9).did(
        ring, "They know and have a plan. We move the bus stop to the flat's own door."
    )
    case.decided(
        "in_school",
        "A change of stop and an escort who comes to the door. The rest is in Oliver's plan at Oakfield.",
    )
    case.answered("Thank you, Jean. The bus will come to the door from Monday.").after(
        days=7, hour=15
    ).closed(
        summary="Sam was brought to the bus by his brother each day, in all weathers.",
        follow_up="Oakfield rung; bus stop moved; escort comes to the door.",
        outcome="Sam gets on for the escort now. Two schools share one plan.",
    )
