"""The children whose stories are written by hand, their families, and two whose names are nearly the same."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Adult:
    """Somebody to ring. `has_pr` is parental responsibility; `court_order` a sentence where one exists."""

    name: str
    relationship: str
    phone: str = ""
    email: str = ""
    has_pr: bool = True
    court_order: str = ""


@dataclass(frozen=True)
class CastChild:
    """`birthday` is (month, day); the year follows from the year group, so that they never grow older."""

    key: str
    forename: str
    surname: str
    sex: str
    school: str
    year: str
    form: str
    birthday: tuple[int, int]
    household: str
    joined_year: str
    preferred: str = ""
    level: str = "none"


CAST: tuple[CastChild, ...] = (
    CastChild("tomas", "Tomas", "Brennick", "M", "oakfield", "8", "8KW", (3, 14), "brennick", "7"),
    CastChild("lena", "Lena", "Brennick", "F", "brookside", "5", "5JB", (10, 2), "brennick", "R"),
    CastChild("jaya", "Jaya", "Parmar-Lowe", "F", "oakfield", "11", "11DN", (10, 9), "parmar-lowe", "7"),
    CastChild(
        "theo", "Theodore", "Ashdown", "M", "oakfield", "7", "7PS", (4, 25), "ashdown", "7", preferred="Theo"
    ),
    CastChild("aisha", "Aisha", "Rahmani", "F", "oakfield", "10", "10AL", (5, 17), "rahmani", "7"),
    CastChild("oliver", "Oliver", "Hartnell", "M", "oakfield", "8", "8KW", (1, 30), "hartnell", "7"),
    CastChild(
        "sam",
        "Samuel",
        "Hartnell",
        "M",
        "willow-bank",
        "5",
        "Badger",
        (7, 6),
        "hartnell",
        "R",
        preferred="Sam",
    ),
    CastChild("callum", "Callum", "Firth", "M", "oakfield", "9", "9TB", (2, 21), "firth", "7"),
    CastChild("mina", "Mina", "Szabo", "F", "oakfield", "9", "9TB", (10, 3), "szabo", "7"),
    CastChild("freya", "Freya", "Lindholm", "F", "oakfield", "7", "7CD", (9, 12), "lindholm", "7"),
    CastChild("elsie", "Elsie", "Garside", "F", "brookside", "4", "4HT", (6, 19), "garside", "R"),
    CastChild(
        "marnie", "Marnie", "Threlfall", "F", "willow-bank", "9", "Kingfisher", (12, 1), "threlfall", "3"
    ),
    CastChild("brenner", "Thomas", "Brenner", "M", "oakfield", "10", "10AL", (10, 2), "brenner", "7"),
    CastChild("brearley", "Tom", "Brearley", "M", "oakfield", "7", "7PS", (1, 30), "brearley", "7"),
)

ADDRESSES: dict[str, str] = {
    "brennick": "Flat 4, 27 Ropewalk, Ambleford, ZX1 3QN",
    "parmar-lowe": "61 Quarry View, Thornebridge, ZX6 2BD",
    "ashdown": "8 Orchard Bank, Stoke Wexley, ZX4 1LT",
    "rahmani": "115 Station Parade, Ambleford, ZX1 5EH",
    "hartnell": "2 Cobbler's Yard, Nether Ambleford, ZX2 7GW",
    "firth": "33 Drovers Way, Ambleford, ZX1 8PA",
    "szabo": "Flat 9, 12 Canal Street, Ambleford, ZX1 2JR",
    "lindholm": "19 Meadowsweet Lane, Stoke Wexley, ZX4 6DU",
    "garside": "5 Glebe Street, Marlpit Green, ZX7 4AB",
    "threlfall": "70 Warren Hill, Thornebridge, ZX6 8QS",
    "brenner": "44 Copperbeech Avenue, Ambleford, ZX1 6NT",
    "brearley": "11 Kiln Lane, Nether Ambleford, ZX2 3HX",
}

ADULTS: dict[str, tuple[Adult, ...]] = {
    "brennick": (
        Adult("Kayleigh Brennick", "Mother", "07700 900118", "kayleigh.brennick@post.example"),
        Adult("Maureen Brennick", "Grandmother", "01632 960433", has_pr=False),
    ),
    "parmar-lowe": (
        Adult("Sunita Parmar", "Mother", "07700 900274", "sunita.parmar@post.example"),
        Adult(
            "Craig Lowe",
            "Father",
            "07700 900619",
            court_order="Non-molestation order. Not to collect or be told of arrangements.",
        ),
    ),
    "ashdown": (
        Adult(
            "Judith Pargeter", "Foster carer", "07700 900350", "judith.pargeter@post.example", has_pr=False
        ),
        Adult("Raymond Pargeter", "Foster carer", "07700 900351", has_pr=False),
        Adult(
            "Meadowshire children's services", "Social worker", "01632 960705", court_order="Full care order."
        ),
    ),
    "rahmani": (
        Adult("Farida Rahmani", "Mother", "07700 900482", "farida.rahmani@post.example"),
        Adult("Yusuf Rahmani", "Father", "07700 900483"),
    ),
    "hartnell": (
        Adult("Claire Hartnell", "Mother", "07700 900527", "claire.hartnell@post.example"),
        Adult("Peter Hartnell", "Uncle", "07700 900528", has_pr=False),
    ),
    "firth": (
        Adult("Dawn Firth", "Mother", "07700 900741", "dawn.firth@post.example"),
        Adult("Neil Firth", "Father", "07700 900742"),
    ),
    "szabo": (Adult("Erika Szabo", "Mother", "07700 900803", "erika.szabo@post.example"),),
    "lindholm": (
        Adult("Anna Lindholm", "Mother", "07700 900866", "anna.lindholm@post.example"),
        Adult("Mikael Lindholm", "Father", "07700 900867"),
    ),
    "garside": (
        Adult("Helen Garside", "Grandmother", "01632 960518", "helen.garside@post.example"),
        Adult("Mark Garside", "Father", "07700 900912"),
    ),
    "threlfall": (
        Adult("Bev Threlfall", "Mother", "07700 900944", "bev.threlfall@post.example"),
        Adult("Stuart Threlfall", "Father", "07700 900945"),
    ),
    "brenner": (Adult("Louise Brenner", "Mother", "07700 900027", "louise.brenner@post.example"),),
    "brearley": (Adult("Shaun Brearley", "Father", "07700 900061", "shaun.brearley@post.example"),),
}
