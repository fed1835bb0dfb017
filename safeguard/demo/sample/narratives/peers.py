"""Between children: unkindness, threats, unwanted remarks and touching, told plainly."""

from safeguard.demo.sample.narratives.kinds import Narrative, Theme

PEERS: tuple[Narrative, ...] = (
    Narrative(
        Theme.PEER,
        """{C} told me that {peer} and two others have been [calling {him} names about {his} weight|making noises whenever
        {he} answers a question|hiding {his} bag] since {since}. It happens [in the changing room|on the
        bus|in the dinner queue], where there is no adult. {He} has begun to say {he} is ill on those days.""",
        words="""“If I tell it gets worse so please don't say it was me.”""",
        done="""Said I would not do anything without telling {him} first, and that I would tell {dsl}.""",
        known="child_told",
        by="tutor teacher support",
        peer="alleged_perpetrator",
    ),
    Narrative(
        Theme.PEER,
        """At the end of break {C} had a red mark on {his} cheek and would not say how. Two children said that {peer} had
        pushed {him} against the wall because of [something said in a game|a football card|a message]. {peer} says {c}
        started it. I did not see it happen.""",
        done="""Separated them, cold cloth for {c}. Wrote down what each child said, separately.""",
        known="someone_told",
        place="playground|field|corridor",
        by="lunch support teacher",
        peer="alleged_perpetrator",
        mark=("head-right-cheek", "Other", "about 4 cm"),
        hours=(11, 11),
        track="friends",
    ),
    Narrative(
        Theme.PEER,
        """{c} was asked for money on the way to school again. {He} says it is older students from another school at the
        [bus station|canal bridge], and that {peer} was made to hand over {his_peer} telephone last week. {c} has been
        walking the long way round.""",
        words="""“They know what time I come. They know what bag I've got.”""",
        done="""Told {him} not to go that way alone. {He} is willing to talk to {dsl}. {Mum} does not know yet.""",
        known="child_told",
        place="front gate|tutor room|bus bay",
        urgency="today unsure",
        by="tutor pastoral",
        phases="secondary",
        peer="witness",
        track="friends_outside",
    ),
    Narrative(
        Theme.PEER,
        """A racist word was used to {C} in [the dinner queue|PE] and several children laughed. {c} said nothing at the
        time and came to find me after. {He} says it is not the first time and that {he} has stopped sitting with that
        group. {peer} is the child {he} names.""",
        words="""“It's meant to be banter so I'm meant to laugh.”""",
        done="""Told {him} that it is not banter and that it will be dealt with. Wrote down the exact word for {dsl} only.""",
        known="child_told",
        by="teacher tutor lunch",
        peer="alleged_perpetrator",
    ),
    Narrative(
        Theme.PEER,
        """There is a group chat for the year with a second one that {C} is not in. Screenshots from it were printed and
        left [on {his} desk|in {his} locker]. They are unkind remarks about {his} [clothes|family]. {peer} is named as
        one of those who wrote them.""",
        words="""“I don't care what they say. I care that they printed it.”""",
        done="""Took the sheets. Sat with {him} at lunch. {He} does not want to be in form this afternoon.""",
        by="tutor teacher",
        phases="secondary",
        peer="alleged_perpetrator",
    ),
    Narrative(
        Theme.PEER,
        """{C} is being left out on purpose. {He} is told to go away at the start of every game and [three|four] girls and
        boys have made a club with rules against {him}. {peer} is at the centre of it. {c} spent lunch beside me.""",
        words="""“They said I'm on the list of people you can't talk to.”""",
        done="""Played a game that needed {c} and two others. Will watch tomorrow.""",
        place="playground|trim trail|lunch hall",
        phases="primary",
        by="lunch support teacher",
        peer="bystander",
        ages=(6, 11),
        hours=(12, 13),
        track="friends",
    ),
    Narrative(
        Theme.PEER_BODY,
        """{C} told me that {peer} keeps making remarks about {his} body in [PE|drama] and lifted {his} [shirt|skirt] with a
        ruler as {he} went up the stairs. {c} has asked to be moved twice without saying why. {He} has begun to wear
        shorts under {his} uniform.""",
        words="""“I told {them_peer} to stop and everyone laughed.”""",
        done="""Believed {him} and said so. They are apart for today. I have not spoken to {peer}.""",
        known="child_told",
        urgency="today unsure",
        by="teacher tutor pastoral",
        phases="secondary",
        peer="alleged_perpetrator",
        place="drama studio|sports hall|corridor",
        track="body",
    ),
    Narrative(
        Theme.PEER_BODY,
        """{c} said that {peer} touched {his} bottom in the [corridor|dinner queue] and then said it was an accident. {c}
        does not think it was. Two students saw it and say it was not the first time. {c} would like it to stop and does
        not want “a big thing”.""",
        words="""“It's not an accident if you do it three times.”""",
        done="""Wrote down what {c} said in {his} words. Kept them apart this afternoon. {dsl} told in person.""",
        known="child_told",
        urgency="today",
        by="tutor teacher support",
        phases="secondary",
        peer="alleged_perpetrator",
        place="corridor|canteen",
        track="body",
    ),
    Narrative(
        Theme.PEER_BODY,
        """Two children told me that {peer} had followed {C} into the toilets and asked {him} to show {his} underwear. {c} said no
        and ran out. {c} is {age}. {He} told it quite calmly and then asked if {he} was in trouble.""",
        words="""“I said no because it's my body and I ran.”""",
        done="""Told {c} {he} did exactly right. An adult now stands by the toilets at break. I did not question {peer}.""",
        known="child_told",
        urgency="today",
        by="support teacher lunch",
        phases="primary",
        peer="alleged_perpetrator",
        place="corridor by the toilets|playground",
        ages=(5, 9),
        track="body",
    ),
    Narrative(
        Theme.PEER_BODY,
        """Several boys have been repeating things from videos about what women are for. {C} said to a female member of staff
        that {he} did not have to listen to her “because of what she is”. {He} could not say what {he} meant and seemed
        to be quoting. {He} watches the videos at night. I am logging this because it has changed quickly since {since}.""",
        words="""“It's just facts. Everyone watches him.”""",
        done="""Spoke with {him} afterwards, without an argument. {He} listened. {He} is lonelier than {he} looks; that is my
        view.""",
        by="teacher tutor",
        phases="secondary",
        tags="prevent online_safety",
        track="online_habits",
    ),
)
