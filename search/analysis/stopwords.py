"""Words too common to say what a text is about. Kept short: a dropped word of content cannot be found by its stem."""

from search.analysis.folding import fold
from search.analysis.languages import Language

_ARABIC = """
في من إلى على عن مع حتى منذ خلال بين عند لدى لدي نحو حول دون بدون غير سوى ضد عبر ضمن بعد قبل فوق تحت أمام خلف
أن إن لأن بأن كأن لكن لعل ليت أو أم ثم بل لا لم لن ما ليس ليست إذا إذ لو لولا كما كيف متى أين لماذا ماذا هل أي أية
هو هي هم هن هما أنا نحن أنت أنتم هذا هذه هذان هذين هؤلاء ذلك تلك أولئك هنا هناك الذي التي الذين اللذان اللذين اللواتي اللاتي
كان كانت كانوا يكون تكون وكان قد لقد سوف كل بعض أحد إحدى مثل مثلا أيضا فقط جدا حيث حين عندما بينما بما مما عما فيما كذلك
به بها بهم له لها لهم لنا لي لك فيه فيها فيهم منه منها منهم عنه عنها عنهم إليه إليها إليهم عليه عليها عليهم معه معها معهم
إنه إنها أنه أنها و ف ب ل ك يا ذات ذو عدة تم يتم
"""

_ENGLISH = """
a an the and or but if then than so as at by for from in into of off on onto out over per to under up with within without about
after again against before between during through until upon via is am are was were be been being do does did done has have had having
will would shall should can could may might must not no nor i you he she it we they me him her us them my your his its our their mine
yours ours theirs this that these those there here who whom whose which what when where why how all any both each few more most other
some such only own same too very just also don't doesn't isn't aren't it's
"""

_FRENCH = """
le la les un une des du de d l au aux et ou ou mais donc or ni car que qui quoi dont où ce cet cette ces cela ceci ça c se s sa son ses
mon ma mes ton ta tes notre nos votre vos leur leurs je j tu il elle on nous vous ils elles me m te t lui y en ne n pas plus moins
à avec dans par pour sur sous sans entre vers chez depuis pendant avant après contre comme si quand comment pourquoi quel quelle quels quelles
est es suis sommes êtes sont être été était étaient sera seront soit a ai as ont avons avez avoir avait avaient aura auront eu
fait font faire très aussi ainsi tout toute tous toutes même autre autres quelque quelques chaque là ici
"""


def _folded(listed: str) -> frozenset[str]:
    return frozenset(fold(listed).split())


def _with_conjunctions(plain: frozenset[str]) -> frozenset[str]:
    return plain | {letter + word for letter in "وف" for word in plain if len(word) > 1}


STOP_WORDS: dict[Language, frozenset[str]] = {
    "ar": _with_conjunctions(_folded(_ARABIC)),
    "en": _folded(_ENGLISH),
    "fr": _folded(_FRENCH),
}
