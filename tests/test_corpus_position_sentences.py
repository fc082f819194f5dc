"""What a publisher itself means is told from what others mean, from questions, conditions and what it denies."""

from __future__ import annotations

from dataclasses import replace

import pytest

from corpus.position_sentences import own_names, states_position
from tests.fakes import EVALUATION

NAMES = own_names(replace(EVALUATION.metadata, publisher="Landsforeningen Små Fællesskaber", authors=("KL",)))

OWN = """
Vi mener, at børn skal have tid til at lege færdig.
KL mener, at staten skal betale for de nye opgaver.
Derfor foreslår vi, at kommunerne får lov at bestemme selv.
Vi anbefaler kommunerne at begynde med de mindste.
På den baggrund anbefaler KL, at loven bliver skrevet om.
Vi vil derfor opfordre Folketinget til at afsætte pengene nu.
Det er foreningens holdning, at sproget hører hjemme i legen.
Det er vores klare opfattelse, at ledere mangler tid.
Foreningen støtter forslaget om en fast kontaktperson.
Vi ser gerne, at forældrene er med, når planen bliver lavet.
Vi ønsker, at alle familier får et brev på deres eget sprog.
KL vil arbejde for, at staten samler reglerne ét sted.
Det anbefales, at kommunerne aftaler en fast dag om måneden.
Kommunerne bør afsætte tid til at tale om det enkelte barn.
Der bør afsættes midler til vikarer.
Når et barn skifter hus, bør den samme psykolog følge med.
Efter vores opfattelse bør tilsynet komme oftere.
Vi kræver, at normeringen bliver gjort op hver time.
Landsforeningen Små Fællesskaber finder det vigtigt, at de små huse består.
Vores anbefaling er, at man begynder i det små.
Hvor der er få hænder, foreslår vi en fælles vagtplan.
Samtidig opfordrer foreningen til, at praktikken bliver længere.
Vi foreslår, at børn ikke bliver testet, før de fylder tre.
KL mener, at uddannelsen skal forlænges.
Foreningen anbefaler, at kommunerne ansætter flere uddannede.
Vi vil gerne opfordre alle partier til at stå sammen.
Derfor anbefaler vi, at loven ændres.
I Landsforeningen Små Fællesskaber mener vi, at ledere skal have tid til ledelse.
For at få det til at ske foreslår vi tre ting.
Vores forslag er, at staten betaler praktikken.
Politikerne bør lytte til dem, der står i det.
Ingen leder bør have mere end ét hus.
Vi går ind for fri leg i mindst fire timer om dagen.
Vi efterlyser en plan for rekruttering.
Vi lægger vægt på, at børnene bliver hørt.
Vi arbejder for, at alle børn får en plads tæt på hjemmet.
Det er KL's holdning, at normeringerne skal måles.
Hvis kvaliteten skal løftes, bør kommunerne begynde med lederne.
Efter vores mening skal kommunerne have friere hænder.
Vi synes, at tiden er kommet til handling.
Vi kræver handling nu.
Regeringen bør sætte penge af i næste finanslov.
Vi ser helst, at ordningen fortsætter.
""".strip().splitlines()

NOT_OWN = """
Vi mener ikke, at loven skal ændres.
Vi foreslår ikke flere skemaer.
Skal vi anbefale, at børn bliver vurderet hvert år?
Forældrene mener, at personalet bør være flere.
Ifølge fagforeningen bør kommunerne ansætte flere.
»Kommunerne bør gøre mere,« siger en far.
Mange mener, at vi bør gøre mere.
En kommune foreslår, at besøgene bliver kortere.
Ministeren har foreslået, at reglerne bliver lempet.
Vi foreslog i 2019, at reglerne blev samlet.
Vi har tidligere anbefalet, at der blev set på det.
Det anbefales ikke, at man begynder i december.
Hvis vi mener, at børn har ret til ro, må vi give dem den.
Nogle vil indvende, at kommunen bør spare.
Det kan diskuteres, om kommunerne bør betale.
Vi ved ikke, hvad staten bør gøre.
Sundhedsstyrelsen anbefaler, at børn bevæger sig hver dag.
Undersøgelsen anbefaler, at man ser på det igen.
Vi spørger forældrene, om de mener, at det hjælper.
Loven siger, at kommunen bør føre tilsyn.
Pædagogerne ønsker, at vi laver en plan.
Regeringen foreslår, at der kommer en ny prøve.
Vi har spurgt lederne, hvad de anbefaler.
Vi bør ikke love politikerne en gevinst.
Bør vi så lade være?
Når vi mener, at børn skal høres, er det ikke for sjov.
Det er ministerens holdning, at pengene er der.
Efter forældrenes opfattelse bør døren være åben.
Vi burde have gjort det før.
Vi mødes for at drøfte, om vi bør ændre planen.
Danmarks Evalueringsinstitut anbefaler, at ledere observerer.
Forskerne foreslår, at man venter.
Fagforeningen mener, at det er for dyrt.
Vi spurgte forældrene, hvad de mener.
I dag mener de fleste, at dagtilbud er vigtige.
Ministeren vil foreslå en ny lov.
Vi har i mange år ment, at det var nok.
Vi mener bestemt ikke, at skemaer er svaret.
Hvad bør kommunerne så gøre?
En leder siger, at kommunen bør lytte.
Vi diskuterede, hvad vi bør gøre.
Der er delte meninger om, hvorvidt staten bør betale.
Et flertal i Folketinget ønsker, at reglerne ændres.
Mange kommuner ønsker flere pædagoger.
Rapporten viser, hvad man bør undgå.
Hvis vi ønsker, at flere søger uddannelsen, kræver det tid.
Skal vi kræve mere?
Børn bør ikke gå i dagtilbud, når de er syge.
Vi ved, at I gerne vil have svar.
Som vi foreslog sidste år, er der brug for penge.
KL vil arbejde for, at
""".strip().splitlines()


@pytest.mark.parametrize("sentence", OWN)
def test_what_the_publisher_means_is_a_position(sentence: str) -> None:
    assert states_position(sentence, NAMES, opinions=True, demands=True)


@pytest.mark.parametrize("sentence", NOT_OWN)
def test_what_others_mean_is_asked_denied_or_past_is_none(sentence: str) -> None:
    assert not states_position(sentence, NAMES, opinions=True, demands=True)


def test_a_report_only_recommends() -> None:
    told = ["Vi mener, at det går.", "Lederne bør mødes.", "Vi anbefaler, at lederne mødes."]

    assert [states_position(one, NAMES, opinions=False, demands=False) for one in told] == [False, False, True]


def test_a_body_speaks_of_itself_by_its_kind_and_by_parts_of_its_name() -> None:
    assert {*("vi", "kl", "landsforeningen små fællesskaber", "landsforeningen", "fællesskaber", "foreningen")} == NAMES
