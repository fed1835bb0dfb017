"""Names for invented people, kept in pools by the traditions that meet in a school in England.

The lists are the project's own. They carry what software gets wrong: accents, hyphens, apostrophes,
particles, names of two letters. Surnames that stand for a real case or a famous family are left out.
"""

import re
import unicodedata
from dataclasses import dataclass
from random import Random


@dataclass(frozen=True)
class Pool:
    weight: int
    girls: tuple[str, ...]
    boys: tuple[str, ...]
    surnames: tuple[str, ...]


def _pool(weight: int, girls: str, boys: str, surnames: str) -> Pool:
    return Pool(weight, tuple(girls.split()), tuple(boys.split()), _parts(surnames))


def _parts(text: str) -> tuple[str, ...]:
    """Split on spaces; `_` stands for a space inside a name."""
    return tuple(part.replace("_", " ") for part in text.split())


POOLS: tuple[Pool, ...] = (
    _pool(
        50,
        """Abigail Ada Alice Amber Amelia Annabel Aurora Ava Beatrix Bella Bethany Bonnie Bryony Cara
        Charlotte Chloe Clara Connie Daisy Darcey Edie Eleanor Eliza Ella Ellie-Mae Elsie Emilia Emily Erin
        Esme Eva Evie Faith Fern Florence Frankie Freya Gabrielle Georgia Grace Gracie-Mae Hallie Hannah
        Harriet Heidi Hermione Hettie Holly Imogen Iris Isabel Isla Ivy Jasmine Jessica Josie Kitty Lacey-Jo
        Layla Lila Lottie Lucy Lyla Mabel Maisie Marnie Martha Matilda Maya Megan Mia Millie Molly Nancy
        Nell Olive Olivia Orla Pearl Penny Phoebe Pippa Polly Poppy Robyn Rosalind Rose Rosie Ruby Ruby-Rose
        Sadie Scarlett Skye Sophie Summer Tabitha Thea Tilly Violet Willow Winnie Zara Zoë""",
        """Adam Aidan Albie Alex Alfie Archie Arlo Arthur Austin Barnaby Ben Billy Bobby Caleb Callum
        Charlie Christopher Connor Corey Daniel Declan Dexter Dylan Edward Elijah Elliot Ethan Evan Felix
        Finlay Francis Frankie Freddie Gabriel George Harrison Harry Harvey Heath Henry Hugo Jack Jacob Jago
        Jake James Jamie Jasper Jayden Joe Jonah Joseph Josh Jude Kai Kayden Leo Lewis Logan Louis Luca Luke
        Mason Matthew Max Michael Miles Monty Nathan Ned Noah Oakley Oliver Oscar Otis Owen Perry Ralph
        Reece Reggie Riley Robin Ronnie Rory Rowan Rufus Sam Samuel Sebastian Seth Silas Sonny Stanley Teddy
        Theo Theodore Thomas Toby Tommy-Lee Tyler Wilf William Xander Zac""",
        """Abery Ackley Adcock Aldous Allerton Appleyard Ashby Ashworth Attwell Ayling Badger Bagshaw
        Bainbridge Barden Barrow Batley Beckwith Bellwood Bickley Birkett Blackwell Blythe Bowker Bramley
        Brearley Brenner Brindle Broadbent Brockway Burgess Burnage Butterfield Calder Capstick Carver
        Catlow Chadwick Chilcott Clegg Clewes Coates Colclough Copley Corfield Cotterill Crabtree Cresswell
        Crowther Cullen Dacre Darby Denholm Dewhurst Dobbs Drabble Draycott Duckworth Eastwell Eccles Elstow
        Emmott Entwistle Fairclough Farrow Fearnley Fenwick Fielding Firth Flatley Fogg Furnell Gadsby
        Garside Gaunt Gilchrist Gledhill Godley Goodall Greenhalgh Grimshaw Hadfield Haigh Halliwell Hartley
        Haslam Hebden Heywood Hindle Hirst Holroyd Hoyle Huddlestone Ibbotson Illingworth Inskip Jagger
        Jessop Jowett Kaye Kershaw Kettlewell Kirkham Lacey Langdale Larkin Leadbetter Ledger Lofthouse
        Lomas Lumb Lumley Mallinson Marchbank Marsden Mawson Metcalfe Midgley Moorhouse Mortimer Musgrove
        Naylor Nettleton Nuttall Oakden Oldroyd Ormerod Outhwaite Padgett Pargeter Peel Pickles Pinder
        Plimmer Pogson Priestley Quarmby Rainford Ramsden Redfearn Rigby Roebuck Rushworth Sedgwick
        Shackleton Shawcross Shuttleworth Skelton Spofforth Stansfield Stott Sugden Sutcliffe Sykes
        Tattersall Thackray Thornber Threlfall Townend Turnbull Uttley Varley Wadsworth Wainwright Walmsley
        Warburton Whiteley Widdop Winterbottom Wolstenholme Womersley Wragg Yardley Yeadon Ashdown-Price
        Barden-Hughes Clewes-Hart Farrow-Jones Hoyle-Mensah Lacey-Brown Marsden-Ali Naylor-Okafor Peel-Kaur
        Rigby-Nowak Sykes-Adeyemi Whiteley-Chen""",
    ),
    _pool(
        9,
        """Aoife Caitlín Carys Catrin Ceri Ciara Éabha Efa Eilidh Ffion Gráinne Iona Isbel Kirsty Lowri
        Mairi Mhairi Niamh Nia Non Róisín Saoirse Seren Siân Sinéad Sioned Sorcha""",
        """Aled Angus Bedwyr Brodie Cai Callan Cillian Cormac Dafydd Eoin Fergus Fionn Gethin Gruffudd
        Hamish Ieuan Iestyn Iwan Lachlan Macsen Murdo Oisín Pádraig Rhys Ruaridh Séamus Tadhg Tomos""",
        """O'Dowd O'Hanlon O'Rourke O'Shaughnessy Mac_Giolla McAllister McAvoy McCorquodale McGarrigle
        MacInnes Ní_Dhuibhir ap_Rhys Bevan Bowen Cadwallader Craddock Gethin Gwyther Llewellyn Penhale
        Prosser Pugh Trefusis Tremayne Carnegie Drummond Geddes Kinnaird Lennox Strachan Urquhart""",
    ),
    _pool(
        10,
        """Aaliyah Aisha Alina Amina Anaya Ayesha Fatima Hafsa Haniya Hiba Inaya Iqra Khadija Laiba Mahnoor
        Maryam Nabila Rabia Safa Sana Sumaiya Yusra Zahra Zainab Zoya""",
        """Abdullah Ahmad Ali Ayaan Bilal Danyal Eesa Faisal Hamza Haris Hassan Ibrahim Idris Ismail Kamran
        Mohammed Muhammad Mustafa Omar Rayyan Sufyan Tariq Umar Usman Yahya Yusuf Zain""",
        """Abbasi Ahmed Akhtar Anwar Aziz Bashir Begum Chaudhry Farooq Hashmi Hussain Iqbal Islam Javed
        Mahmood Malik Miah Mirza Nawaz Qureshi Rafiq Rahmani Rehman Saleem Siddiqui Uddin Ullah""",
    ),
    _pool(
        7,
        """Aanya Aditi Anika Asha Avani Diya Gurleen Harleen Isha Jasleen Kavya Kiran Lakshmi Meera Navya
        Nisha Pooja Priya Riya Saanvi Simran Tanvi Trisha""",
        """Aarav Advik Arjun Dev Dhruv Gurpreet Harjit Ishaan Jai Karan Krishna Manav Nikhil Pranav Ranveer
        Rohan Sahil Tejas Veer Vihaan Yash""",
        """Bhatt Chauhan D'Souza Dhaliwal Gill Gohil Iyer Joshi Kapadia Kaur Krishnan Lad Mistry Nair Parmar
        Patel Pillai Rao Sandhu Sangha Sharma Sidhu Singh Solanki Vadgama Vyas""",
    ),
    _pool(
        6,
        """Abena Adaeze Adjoa Amara Ayomide Blessing Chidinma Damilola Ebele Efua Esther Folasade Grace
        Ifeoma Nkechi Ngozi Ọlá Temitope Tiwa Yaa Zainabu""",
        """Adebayo Ayodele Chidi Chinedu Ekow Emeka Femi Ikenna Kofi Kwabena Kwame Nnamdi Obinna Oluwaseun
        Segun Tobi Tunde Uche Yaw""",
        """Abiola Acheampong Adeyemi Afolabi Agyeman Amankwah Appiah Asante Bello Boateng Danso Eze Ibekwe
        Mensah Nkemelu Nwosu Obi Odukoya Ofori Okafor Okonjo Olatunji Onyeka Osei Owusu Quaye Sarpong""",
    ),
    _pool(
        4,
        """Aaliyah Alesha Amoya Brianna Chantelle Destiny Jada Kiara Latoya Nevaeh Renée Shanice Tiana""",
        """Andre Dante Jahmal Javon Kamari Kymani Malachi Marlon Nathaniel Rashawn Tyrell Tyrese Zion""",
        """Bailey-Grant Blackwood Campbell-Reid Clarke-Lewin Dacosta Francis-Bell Grant Gayle Hibbert Lewin
        McKoy Pinnock Reid Samuels Thorpe-Allen Wilmot""",
    ),
    _pool(
        5,
        """Agata Alicja Amelia Eliška Hanna Iga Julia Kaja Lena Maja Małgorzata Milena Nadia Oliwia Petra
        Wiktoria Zofia Zuzanna""",
        """Aleksander Antoni Bartosz Dawid Filip Franek Igor Jakub Kacper Krzysztof Łukasz Mateusz Mikołaj
        Oskar Stanisław Tomasz Wojtek""",
        """Błaszczyk Czarnecka Dąbrowski Gajda Jankowski Kaczmarek Kowalczyk Krawczyk Lis Mazur Nowak
        Nowicki Pawlak Sikora Szczepański Szymańska Wójcik Wróbel Zając Żurawski""",
    ),
    _pool(
        3,
        """Anastasia Andreea Daria Elena Ioana Kateryna Mădălina Mina Oksana Ruxandra Sofiia Solomiya
        Ștefania Yaroslava""",
        """Andrei Artem Bogdan Danylo Ilya Ionuț Marko Matei Mihai Nazar Oleksandr Răzvan Ștefan Taras
        Vlad""",
        """Bondarenko Ciobanu Dobre Horváth Ilić Kovalenko Lungu Marinescu Moldovan Munteanu Petrenko Popa
        Rusu Shevchuk Stoica Szabó Tkachuk Țurcanu Voinea""",
    ),
    _pool(
        3,
        """Ângela Beatriz Carolina Chloé Giulia Inês Léa Leonor Lucía Mafalda Margarida Noélia Paula Sofía
        Valentina""",
        """André Björn Diogo Enzo Gonçalo João Lukas Mateus Matteo Nuno Raúl René Rodrigo Søren Tiago
        Tomás""",
        """Bettencourt Conceição da_Silva de_Souza dos_Santos Esposito Fernandes Ferreira García_Molina
        Gonçalves Lindqvist Lindholm Moreira Nuñez Pereira Ribeiro Rossi Sjöberg van_den_Berg van_der_Linden
        von_Arnim Zanetti""",
    ),
    _pool(
        3,
        """Bo Chun-Yee Hui-Min Jia Linh Mai Mei Ngọc Suki Thảo Wing-Sze Xin Yan Yuki""",
        """An Bao Chi-Ho Cong Haoran Huy Jun Ka-Wai Kenji Long Minh Tai-Lun Wei Yi Zhen""",
        """Chan Cheung Chow Đặng Fong Ho Kwan Lau Leung Lo Ng Nguyễn Ong Phạm Tanaka Tsang Wu Xu Yip Zhou""",
    ),
    _pool(
        4,
        """Amal Asma Ayan Beritan Dilan Elif Hodan Ifrah Leyla Nasra Nour Özlem Rojîn Rim Sagal Shereen
        Yasmin Zeynep""",
        """Abdirahman Adem Baran Cem Elias Emre Faris Guled Kerem Khalid Liban Mahad Murat Nabil Roj Sami
        Yonis Ziad""",
        """Abdi Aden al-Hassan al-Rashid Arslan Aydın Barre Çelik Demir Dirie Elmi El-Sayed Farah Haddad
        Haji Hersi Jama Kaya Khoury Mansour Özdemir Saïd Şahin Warsame Yıldız""",
    ),
)

PREFERRED: dict[str, str] = {
    "Abdullah": "Abdul",
    "Abigail": "Abbie",
    "Aleksander": "Alek",
    "Alexander": "Alex",
    "Amelia": "Millie",
    "Charlotte": "Lottie",
    "Christopher": "Kit",
    "Daniel": "Danny",
    "Eleanor": "Nell",
    "Elijah": "Eli",
    "Gabrielle": "Gabby",
    "Harriet": "Hattie",
    "Isabel": "Izzy",
    "Jessica": "Jess",
    "Joseph": "Joe",
    "Kateryna": "Katya",
    "Krzysztof": "Krzys",
    "Matilda": "Tilly",
    "Matthew": "Matt",
    "Mikołaj": "Miki",
    "Mohammed": "Mo",
    "Muhammad": "Mo",
    "Nathaniel": "Nate",
    "Oluwaseun": "Seun",
    "Oleksandr": "Sasha",
    "Ayomide": "Ayo",
    "Samuel": "Sam",
    "Sebastian": "Seb",
    "Theodore": "Theo",
    "Thomas": "Tom",
    "William": "Will",
    "Wiktoria": "Wika",
    "Zainab": "Zee",
}

# Letters that Unicode does not take apart into a plain letter and a mark.
_UNDECOMPOSED = str.maketrans("ŁłØøıĐđ", "LlOoiDd")


def pick_pool(rng: Random) -> Pool:
    return rng.choices(POOLS, weights=[pool.weight for pool in POOLS])[0]


def pick_forename(rng: Random, pool: Pool, sex: str, taken: set[str]) -> str:
    """A first name that no brother or sister in `taken` bears."""
    names = pool.girls if sex == "F" else pool.boys
    free = [name for name in names if name not in taken]
    return rng.choice(free or list(names))


def plain(text: str) -> str:
    """Lower-case ASCII for e-mail addresses: `Siân O'Dowd` becomes `sian.odowd`."""
    folded = unicodedata.normalize("NFKD", text.translate(_UNDECOMPOSED)).lower()
    return ".".join(re.sub(r"[^a-z-]", "", part) for part in folded.split())
