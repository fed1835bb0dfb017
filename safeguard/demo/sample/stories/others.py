"""Callum and Mina, Freya, and two quieter stories in the other schools: Elsie and Marnie."""

from safeguard.demo.sample.stories.stage import Stage


def tell(stage: Stage) -> None:
    if stage.has("callum", "mina"):
        _callum_and_mina(stage)
    if stage.has("freya"):
        _freya(stage)
    if stage.has("elsie"):
        _elsie(stage)
    if stage.has("marnie"):
        _marnie(stage)


def _callum_and_mina(stage: Stage) -> None:
    case = stage.logged(
        "callum",
        stage.moment(14, 3, 11, 5),
        "lindqvist",
        """In computing Callum asked, as if about a friend, whether a picture can be taken back once it is sent. I said that people can help, and
        that the friend would not be in trouble. He nodded and changed the subject.""",
        lead="deputy",
        words="“Asking for a mate, Miss.”",
        done="Told him where my room is. Put the help pages on the board for everyone.",
        place="computing room",
    )
    case.after(minutes=100).opened().rated(
        "low", "universal", "online_safety", why="A question, well answered. Nothing else is known."
    ).owned("deputy")
    case.decided(
        "in_school",
        "The whole form has the lesson on being asked for pictures, so that nobody stands out.",
        options="Ask him; teach all.",
    )
    lesson = case.to_do("Lesson for 9TB on being asked for pictures", owner="deputy", days=10)
    case.after(days=6, hour=14).did(
        lesson, "Taught. Good questions. Callum was quiet.", by="deputy"
    ).answered("Thank you. The form has had the lesson. Tell us if he asks again.").closed(
        summary="Callum asked a question about pictures for a friend.",
        follow_up="Lesson for the form; adults he can go to were named.",
        outcome="Nothing further at the time.",
    )
    account = """A student in 9TB, whom I will name to Ms Whitlock in person, showed me a message in which somebody asks Callum Firth for photos and
    says there are more people waiting. I stopped reading there, did not scroll and did not copy anything. Mina Szabo's name
    is in the message: it says she “already did”. Both are in school."""
    stage.logged(
        "callum",
        stage.live(25),
        "lindqvist",
        account,
        noticed=stage.noticed_live(40, 11, 15),
        others=(("mina", "witness"),),
        done="Thanked the student. The telephone is switched off and in my locked drawer, unread.",
        known="someone_told",
        urgency="unsure",
        place="computing room",
    )
    stage.logged(
        "mina",
        stage.live(21),
        "lindqvist",
        """Second note so that it is not lost under Callum's: Mina Szabo is named in the messages about Callum Firth. I do not know whether it is true.
        She was in my lesson, worked well and laughed with her friends. Somebody should see her today without the form
        noticing.""",
        noticed=stage.noticed_live(40, 11, 15),
        done="Nothing said to Mina.",
        known="someone_told",
        urgency="unsure",
        place="computing room",
    )


def _freya(stage: Stage) -> None:
    case = stage.logged(
        "freya",
        stage.moment(1, 4, 14, 20),
        "hale",
        """Freya came to the wellbeing room at the end of break, crying. She had argued with Imogen and Rose about who goes with whom on the trip.
        She calmed down with a drawing. She said it happens “every week with a different one”. No unkindness that I know of,
        only a lot of feeling.""",
        words="“I'm always the one left over.”",
        done="Drawing, a drink, back to lesson. Her tutor knows.",
        known="child_told",
        place="wellbeing room",
    )
    case.after(minutes=45).opened().rated(
        "low",
        "universal",
        "child_on_child",
        why="Friendship, not unkindness. Watch that she is not left out in earnest.",
    ).owned()
    case.to_do("Tutor to plan the trip groups with Freya's table", owner="deputy", days=5)
    case.answered("Thank you. Her tutor is planning the groups so that nobody is left over.")


def _elsie(stage: Stage) -> None:
    case = stage.logged(
        "elsie",
        stage.moment(40, 0, 8, 50),
        "4HT",
        """Elsie's mum died on Saturday after her long illness. Her grandmother Helen came in with her because Elsie wanted to be at school. Elsie told
        her table herself. They were very kind.""",
        lead="brk-deputy",
        words="“She was asleep. Nana said she wasn't hurting.”",
        done="We followed what Helen asked for. Elsie chose to sit by the window.",
        known="someone_told",
        urgency="unsure",
        place="classroom",
    )
    case.after(minutes=30).opened().rated(
        "low", "early_help", "bereavement", why="A great loss, with a family who talk."
    ).owned("brk-deputy")
    words = case.to_do("Agree with Elsie who is told, in her words", owner="brk-deputy", days=1)
    case.after(minutes=120).did(
        words, "“My mum died. You can talk to me about other things.” Sent to her teachers.", by="brk-deputy"
    )
    case.decided(
        "in_school",
        "School is her ordinary place. One adult, a way out of any lesson, and the date in the calendar.",
    )
    case.answered("Thank you for being so steady. She has named you as one of her two people.").after(
        days=12, hour=14
    ).spoke(
        "Helen Garside rang: Elsie sleeps again. Her father Mark is back on shifts and manages. Bereavement group begins after the holiday.",
        by="brk-deputy",
    )
    case.after(days=20, hour=14).closed(
        summary="Elsie's mother died after a long illness.",
        follow_up="Two adults, her own words to teachers, memory box, bereavement group with her grandmother's consent.",
        outcome="She is sad and is managing. We look at it again each year in this week.",
    )
    good = stage.logged(
        "elsie",
        stage.moment(4, 3, 14, 45),
        "4HT",
        """For the file, because it is lovely. Elsie brought her memory box to show and tell and talked for ten minutes. She laughed. She let others hold
        the scarf.""",
        lead="brk-deputy",
        words="“It still smells of her if you're quick.”",
        done="Rang Helen to tell her.",
        place="classroom",
    )
    good.after(minutes=60).opened(by="brk-deputy").rated(
        "low", "universal", "bereavement", why="A good sign."
    ).owned("brk-deputy")
    good.decided("no_action", "Kept because a file that holds only worries is not the whole child.").answered(
        "Thank you."
    ).closed(
        summary="Elsie shared her memory box with her class.",
        follow_up="Grandmother told.",
        outcome="Kept as a strength.",
        no_action="Nothing needed doing.",
    )


def _marnie(stage: Stage) -> None:
    stage.status(
        "marnie",
        "ehcp",
        stage.moment(60, 1, 10, 0),
        "Plan kept at annual review. Communicates with symbols and signs.",
    )
    first = stage.logged(
        "marnie",
        stage.moment(16, 0, 9, 40),
        "wil-nurse",
        """Marnie came back from the short break on Sunday with a sore under her left splint, about 2 cm. The splint had been put on over a rucked sock.
        She did not eat her breakfast and hid her face when her bag was packed.""",
        words="With symbols: “leg”, “no”.",
        done="Dressed it. Splint left off today. Ms Threlfall rung.",
        place="medical room",
        urgency="unsure",
        marks=(("front-left-shin", "Other", "about 2 cm"),),
    )
    first.after(minutes=50).opened().rated(
        "medium", "cin_s17", "neglect", why="Care elsewhere was not to plan, and she told us no."
    ).owned()
    ring = first.to_do("Ring the short break manager with the care plan in hand", days=0)
    first.after(minutes=90).did(
        ring, "New member of staff. Training on splints this week; they will send a record each visit."
    )
    first.decided(
        "in_school",
        "Explained, admitted and being put right. A second time, or fear of going, would be a referral about the setting.",
        options="Referral; complaint by the family; put right with the setting.",
    ).answered("Thank you for writing down what she told you in symbols.").monitored(stage.day(10, 2))
    _marnie_again(stage)


def _marnie_again(stage: Stage) -> None:
    second = stage.logged(
        "marnie",
        stage.moment(3, 0, 9, 15),
        "wil-nurse",
        """Marnie pushed away the symbol for the short break and put it in the bin, three times. She has been settled for weeks. No mark. She ate well once
        the symbol was out of sight.""",
        words="With symbols: “no”, “house”, “finished”.",
        done="Left the board as she had put it and dated it.",
        place="Kingfisher class",
        urgency="unsure",
    )
    second.after(minutes=35).opened().rated(
        "high",
        "cin_s17",
        "emotional",
        why="She has said no twice in the only way she has. It is heard as a child telling us.",
    ).owned()
    ask = second.to_do("Tell her social worker and ask that visits stop while they look", days=0)
    second.after(minutes=70).did(
        ask, "Visits stopped. Social worker comes on Thursday with an advocate who uses symbols."
    )
    second.decided(
        "refer",
        "What a child shows is what a child says. Referred about the setting; her family agree and were told first.",
        options="Wait and watch; refer about the setting.",
        review=stage.review(2),
    ).answered("Thank you. She was heard. An advocate who uses symbols is coming on Thursday.")
    second.to_do("Advocate's visit: quiet room, her own board, nobody else", owner="wil-deputy", days=4)
    stage.file(
        "marnie",
        "analysis",
        second.after(days=1, hour=15).clock,
        """Twice in two terms Marnie has told us no about the same place, once with a sore and once without. Between the two she was
        settled. We count a symbol pushed away three times as a child's own words and write it so.""",
    )
