"""The special school: much is shown there and little is said. Words are the child's signs, symbols and sounds."""

from safeguard.demo.sample.narratives.kinds import Narrative, Theme

SPECIAL: tuple[Narrative, ...] = (
    Narrative(
        Theme.MARK,
        """During swimming, while helping {C} change as {his} plan says, we both saw a bruise on {his} left thigh, near the hip, about
        3 cm, [yellow|blue]. {c} does not use words. {He} did not show pain when {he} moved. {His} [standing frame|sling] was
        adjusted [on Monday|last week] and a strap sits there; we cannot tell whether it is that.""",
        words="""No sign or symbol offered when shown the picture of the leg.""",
        done="""Two of us wrote it down separately. The nurse has seen it. The strap was checked.""",
        place="hydrotherapy changing area",
        urgency="today unsure",
        by="support medical",
        phases="special",
        mark=("front-left-thigh", "Bruise", "about 3 cm"),
        track="mark_doubt",
    ),
    Narrative(
        Theme.WELLBEING,
        """{c} has come back from [respite|the short break] very different [twice|three times] now: not eating, hiding {his} face,
        crying when the bag is packed. {He} was settled all last week. Today {he} pushed away the symbol for the short
        break and put it in the bin.""",
        words="""With symbols: “no”, “house”, “finished”.""",
        done="""Photographed the symbol board as {he} left it. Did not offer other symbols.""",
        place="Kingfisher class|Heron class|Otter class",
        urgency="today unsure",
        by="teacher support",
        phases="special",
        when="monday",
        track="special",
    ),
    Narrative(
        Theme.NEGLECT,
        """{C}'s feed has been sent in short again: [one bottle|half of what the plan says] [for the third time this
        month|two days running]. {He} has lost [400 g|600 g] in a month by our scales. {Mum} says the delivery is late
        and that she is managing. {He} was tired by eleven.""",
        done="""The nurse rang the dietitian. We have a small stock and used it.""",
        place="medical room|lunch room",
        by="medical support",
        phases="special",
        urgency="today unsure",
        track="health",
    ),
    Narrative(
        Theme.NEGLECT,
        """{c}'s medicine has not come in since [Monday|Wednesday]. {He} had two seizures this morning where there is
        usually none. {Mum} said on the telephone that the chemist is shut and that {mum_she} would go [tomorrow|after work].""",
        done="""Seizure plan followed, times on the chart. The nurse spoke to {mum} and to the hospital team.""",
        place="Heron class|sensory room",
        by="medical support teacher",
        phases="special",
        urgency="today",
        hours=(10, 12),
        track="health",
    ),
    Narrative(
        Theme.HOME,
        """The escort told me that when they arrived at {C}'s house this morning nobody answered for some time and {c} opened
        the door in {his} nightclothes. An adult could be heard but was not seen. {c} had not had {his} breakfast or pad
        changed. {He} was glad to get on the bus.""",
        words="""Signed “hungry” and “bus” on the way.""",
        done="""Breakfast and a wash on arrival. The escort has written her own account.""",
        place="minibus bay",
        known="someone_told",
        urgency="today unsure",
        by="transport support teacher",
        phases="special",
        when="monday",
        hours=(9, 9),
    ),
    Narrative(
        Theme.PEER,
        """{c} has been bitten on the arm by {peer} during [music|soft play], for the second time this month. It was over very
        quickly. {peer} was upset too: the room was loud and {his_peer} ear defenders were missing. Skin not broken.""",
        done="""Cold cloth, first aid. Both families rung. The room plan is being changed.""",
        place="soft play|sensory room",
        by="support teacher",
        phases="special",
        peer="bystander",
        mark=("front-right-forearm", "Bite", "about 3 cm"),
        track="friends",
    ),
    Narrative(
        Theme.FAMILY,
        """{Mum} said at handover that {mum_she} had “not slept for nine days” and that {mum_she} had shut {c} in {his} room last
        night because {mum_she} was afraid of losing {mum_his} temper. {mum_She} cried and asked for help. {c} was calm in
        school.""",
        done="""Thanked {mum_him} for saying it. {dsl} came and rang the children with disabilities team with {mum_him}.""",
        place="front entrance|family room",
        known="someone_told",
        urgency="today",
        by="teacher support pastoral",
        phases="special",
        hours=(8, 8),
        track="care",
    ),
    Narrative(
        Theme.PEER_BODY,
        """{C} ({age}) has started to [kiss|hug] every new adult and tried to sit on a visitor's lap. {He} pulled a member of staff's
        hand towards {his} leg. It is new since {since}. It may be the changes of staff; we do not know.""",
        words="""Signed “friend”, “cuddle”.""",
        done="""Everyone is using the same words: “handshake”. Recorded in {his} plan. No questions asked of {him}.""",
        place="Otter class|Kingfisher class",
        by="teacher support",
        phases="special",
        ages=(9, 19),
        tags="observation",
        track="special",
    ),
    Narrative(
        Theme.POSITIVE,
        """A good day to record: {c} used {his} communication book to say that {his} chair hurt. It did; a screw had come loose. It
        is the first time {he} has told us about pain and not only shown it.""",
        words="""With symbols: “chair”, “hurt”, “help”.""",
        done="""Chair mended. {His} family told, with a photograph of the page.""",
        place="Kingfisher class|Heron class",
        by="support teacher medical",
        phases="special",
    ),
    Narrative(
        Theme.WELLBEING,
        """{C} has been hitting {his} head with {his} hand [more often since|since] the [room|timetable] changed: [nine|fourteen] times
        today by the chart. {He} stops when {he} is rocked in the dark room. {His} family see it at home as well and are
        worried.""",
        done="""Chart started. The therapist will watch tomorrow. {He} went home calm.""",
        place="sensory room|garden",
        by="support teacher",
        phases="special",
        track="special",
    ),
)
