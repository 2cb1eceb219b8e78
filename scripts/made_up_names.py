"""Harmless host names made up for training: what honest crypto projects, their neighbours and hobby pages are called.

No public list of honest small crypto sites may be used freely; without such names a model learns that every coin, swap
or chain is a trap. Ours are put together from ordinary words, by dice with a fixed seed.
"""

import random
from collections.abc import Iterator


def listed(text: str) -> list[str]:
    """The words of a text, as often as they stand there."""
    return text.split()


WORDS = listed("""
able acre agent air alpha amber anchor angel apex apple aqua arc arch ark arrow ash asia atlas atom aurora
axis bamboo bank bay beacon bear bee berry big bird black blue board bold book boost box brain brave bread
breeze bright bronze brook buffalo bull bus byte cactus cafe cake camp canvas carbon card castle cat cedar
cell chain charm chart cherry circle city clear clever cliff cloud club coast code coffee cold comet copper
coral core corner cosmos craft crane creek crest crown crystal cube curve cyber daily dance dash data dawn
day deep deer delta desert design digital dolphin door dove dragon dream drop duck dune dust eagle early
earth east easy echo edge elastic elm ember engine epic equal ever everest evo expert express fabric fair
falcon fast feather field fig fire first fish flag flame flash flat fleet flow flux fly focus forest forge
fox free fresh frost fruit future galaxy garden gate gem giant glass global globe gold good gram grand graph
grass gravity great green grey grid group grove growth guide halo hammer happy harbor hawk hero hexa high
hill hive home honey horizon horse house hub human ice idea iron island ivory jade jet journey jungle just
key kind king kite knight lab lake land lark laser lava leaf lemon level liberty light lily lime line lion
live local logic lotus lucky lumen luna lynx magic magnet main mango maple marble marine market mars mash
mask master matrix meadow mega merge meta metal micro mighty mint mist mobile modern moon motion mountain
muse music natural nest next night noble node north nova oak oasis ocean olive omega onyx open orange orbit
orchid origin otter owl ox pacific palm panda paper park pearl penguin pepper phase phoenix pilot pine pink
pixel planet plum plus polar pond power prime prism pro proto pulse pure puzzle quantum queen quick quiet
rabbit radar radio rain rapid raven real red reef rice ridge ring rise river road robin rock rocket root
rose royal ruby safe sage salt sand sapphire satin scale school sea seal season seed seven shadow shark
shell shift shop silk silver simple sky small smart snow social solar solid sonic south spa space spark
spring sprout square stable star start state steel step stone storm story strong studio sugar summer summit
sun super surf swan swift table tango tea team tech terra tiger time titan top torch tower town trade trail
travel tree true trust tulip tune turbo turtle twin ultra umbra union unit uni urban valley vapor vault
vector velvet venture verde vero vertex view village vine violet vision vital vivid wall water wave way web
west whale wheat white wild willow wind wing winter wise wolf wood world yellow york young zebra zen zero
zone
""")
TRADES = listed("""
academy accounting agency analytics art bakery barber bikes blog books brewing capital care catering clinic
coaching consulting cooking creative dental design digital energy events fitness flowers foundation foto
games gardens group guide health hotel institute interiors jewelry kitchen lab labs law legal life marketing
media models museum music news partners photo pizza press print properties pub realty records recipes rent
repair restaurant sailing school services shoes software solutions sport store studio supply systems tattoo
tax taxi tech tools tours toys training travel tv video wedding weekly wine yoga
""")
CRYPTO = listed("""
bit block blockchain btc capital cash chain coin coins crypto dao dapps data defi dex digital doge eth ether
exchange explorer farm fi finance fund futures game games gems gold guild index invest journal labs launch
layer ledger lend liquid loans market markets meta miner mining money network news nft nfts node nodes
oracle pad pay payments pool portfolio protocol punks scan stake staking stats studio swap token tokens
tracker trade trader trading ventures verse wallet wallets x yield
""")
ORDINARY_ENDINGS = listed("""
com com com com com com com com net org org io io co de co.uk fr nl eu ru ch it es pl ca com.br com.au in
info me tv cc biz se dk jp kr cz at be us xyz club app dev online site tech pro news world life today vip
ninja guru digital
""")
CRYPTO_ENDINGS = listed("""
com com com com com io io io io org org net finance finance network network exchange xyz xyz xyz app app fi
co co ai money pro tech info me dev capital ventures world live gg games market trade global fund cash
foundation online space one zone eu de ch club site top news art community digital
""")
HOSTING = listed("""
github.io github.io gitlab.io netlify.app vercel.app pages.dev web.app herokuapp.com blogspot.com
wordpress.com weebly.com wixsite.com webflow.io carrd.co notion.site gitbook.io onrender.com surge.sh
firebaseapp.com
""")
PEOPLE = listed("""
adam aisha alex amir anna antonio arjun bao ben boris carla carlos chen chloe daniel david diego elena emily
emma eric fatima felix feng george grace hana hans hiro hugo ines ivan jack jan jana jin joao john julia kai
karim kate kenji kim lars laura lea leo li lin lisa liu lucas luis luna mai marco maria mark marta max mei
mia min minh mohamed nadia nina noah nora olga oliver omar paul pedro peter priya rahul raj rosa ryan sam
sara sofia sven tariq thomas tim tom vera victor wang wei will xin yan yuki yusuf zhang zoe
""")
PAGES = listed("""
blog book cafe calculator calendar chat chess clinic clone code college cooking course cv dashboard demo
design dev docs ecommerce family frontend gallery game garden goals homepage journal kitchen lab library map
movies music notes page photo photos player poetry poll portfolio project quiz react recipes resume school
shop site store studio tasks tasksapp team test tetris timer todo tracker travel tutorial weather website
wedding wiki yoga
""")
FRONTS = listed(
    "app docs blog www wiki forum status dev api beta support help news shop mail explorer stats stake vote "
    "testnet devnet scan rpc dashboard governance staking bridge"
)
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def trades(dice: random.Random) -> Iterator[str]:
    """Shops, clubs and clinics: `blueriverbakery.de`."""
    while True:
        first, second, trade = dice.choice(WORDS), dice.choice(WORDS), dice.choice(TRADES)
        joint = dice.choice(["", "", "", "-"])
        name = dice.choice(
            [first + joint + trade, first + second, first + second + joint + trade, "the" + first + trade]
        )
        yield f"{name}.{dice.choice(ORDINARY_ENDINGS)}"


def projects(dice: random.Random) -> Iterator[str]:
    """Honest crypto projects: `amberswap.finance`, `docs.tigerprotocol.io`."""
    while True:
        first, second, kind = dice.choice(WORDS), dice.choice(WORDS + CRYPTO), dice.choice(CRYPTO)
        joint = dice.choice([""] * 9 + ["-"])
        name = dice.choice(
            [first + joint + kind, first + joint + kind, kind + joint + first, first + second, second + kind]
        )
        name = dice.choice([name] * 8 + [name + str(dice.choice([24, 365, 101, 360, 21, 3, 2]))])
        front = dice.choice([""] * 6 + [dice.choice(FRONTS) + "."])
        yield f"{front}{name}.{dice.choice(CRYPTO_ENDINGS)}"


def syllables(dice: random.Random) -> Iterator[str]:
    """Coined names, as many honest projects have: `zorvani.io`."""
    while True:
        count = dice.choice([2, 2, 3])
        name = "".join(dice.choice("bcdfghjklmnprstvwxz") + dice.choice("aeiouy") for _ in range(count))
        tail = dice.choice(["", "", dice.choice("nrsxtlm"), dice.choice(CRYPTO)])
        yield f"{name}{tail}.{dice.choice(CRYPTO_ENDINGS)}"


def neighbours(dice: random.Random, names: list[str]) -> Iterator[str]:
    """Honest names that happen to stand one to three letters from a well-known one: `openspa.info`."""
    while True:
        letters = list(dice.choice(names))
        for _ in range(dice.choice([1, 2, 2, 3])):
            place = dice.randrange(len(letters))
            letters[place : place + dice.choice([0, 1])] = dice.choice(
                [[dice.choice(LETTERS)], [dice.choice(LETTERS)], []]
            )
            letters = letters or ["x"]
        yield f"{''.join(letters)}.{dice.choice(ORDINARY_ENDINGS)}"


def hobby_pages(dice: random.Random) -> Iterator[str]:
    """What people put on free hosting: `anna-portfolio.netlify.app`."""
    while True:
        person, page, word = dice.choice(PEOPLE), dice.choice(PAGES), dice.choice(WORDS)
        joint = dice.choice(["", "-", "-"])
        tail = dice.choice(
            ["", "", "", str(dice.randrange(1, 100)), f"-{dice.choice(LETTERS)}{dice.randrange(10, 99)}"]
        )
        name = dice.choice(
            [person + joint + page, word + joint + page, person + joint + word, page + joint + "app", word]
        )
        yield f"{name}{tail}.{dice.choice(HOSTING)}"


def previews(dice: random.Random) -> Iterator[str]:
    """What programmers deploy to try it: `react-todo-x7k2.vercel.app`."""
    stacks = listed("react vue next node svelte django flask express angular nuxt gatsby hugo vite rust go")
    while True:
        parts = dice.sample(
            [dice.choice(stacks), dice.choice(PAGES), dice.choice(WORDS), dice.choice(PEOPLE)],
            dice.choice([2, 3]),
        )
        mark = "".join(dice.choice(LETTERS + "0123456789") for _ in range(dice.choice([4, 8])))
        yield f"{'-'.join(parts)}{dice.choice(['', f'-{mark}'])}.{dice.choice(HOSTING)}"
