"""Which ways of denying are known, before and behind what is denied, and how far a denial reaches."""

from __future__ import annotations

import pytest

from quotes.matching.alignment import MeaningChange, align
from quotes.matching.negation import cut_after, cut_before
from quotes.matching.normalise import normalise

pytestmark = pytest.mark.engine

# What was said, with a bar where the quotation begins, and whether what stands before denies it.
BEFORE = [
    ("I dispute that | the quay is sinking", True),
    ("I doubt very much whether | the quay is sinking", True),
    ("I very much doubt that | the quay is sinking", True),
    ("There is no evidence whatsoever that | the quay is sinking", True),
    ("We reject the claim that | the quay is sinking", True),
    ("It is far from certain that | the quay will sink", True),
    ("It is out of the question that | the quay will sink", True),
    ("It is improbable that | the quay will sink", True),
    ("I am sceptical that | the quay will sink", True),
    ("I cannot see how | the quay will sink", True),
    ("I am not of the opinion that | the quay will sink", True),
    ("Ich bestreite entschieden, dass | der Hafen sinkt", True),
    ("Ich bezweifle sehr, dass | der Hafen sinkt", True),
    ("Es gibt keinen Beweis dafür, dass | der Hafen sinkt", True),
    ("Es gibt keine Anzeichen dafür, dass | der Hafen sinkt", True),
    ("Wir haben keine Hinweise darauf, dass | der Hafen sinkt", True),
    ("Es kann keine Rede davon sein, dass | der Hafen sinkt", True),
    ("Ich bin nicht der Meinung, dass | der Hafen sinkt", True),
    ("Ich bin nicht der Auffassung, dass | der Hafen sinkt", True),
    ("Ich schließe aus, dass | der Hafen sinkt", True),
    ("Wir dementieren, dass | der Hafen sinkt", True),
    ("Ich weise zurück, dass | der Hafen sinkt", True),
    ("Wir weisen den Vorwurf zurück, dass | der Hafen sinkt", True),
    ("Es gibt keinerlei Beweise, dass | der Hafen sinkt", True),
    ("Я не думаю, что | причал утонет", True),
    ("The mayor refused | to sell the quay", True),
    ("It has not been decided that | the quay will be sold", True),
    ("She is wrong to say that | the quay is sinking", True),
    ("I used to believe that | the quay would sink", True),
    ("Few people believe that | the quay will sink", True),
    ("It has been decided that | the quay will be sold", False),
    ("It is not wrong to say that | the quay is sinking", False),
    ("Few people know that | the quay is sinking", False),
    ("I do not dispute that | the quay is sinking", False),
    ("It is certain that | the quay will sink", False),
    ("Far from the town | the quay will sink", False),
    ("Ich gehe davon aus, dass | der Hafen sinkt", False),
    ("Ich führe es darauf zurück, dass | der Hafen sinkt", False),
    ("Es gibt Hinweise darauf, dass | der Hafen sinkt", False),
    ("Ich kann nicht ausschließen, dass | der Hafen sinkt", False),
    ("Ich habe nie gesagt, dass | der Hafen sinkt", True),
    ("I never told them that | the quay is sinking", True),
    ("It is not true that | the quay is sinking", True),
    ("Es ist nicht wahr, dass | der Hafen sinkt", True),
    ("The non-profit firm | holds the quay up", False),
    ("They ban non- | citizens from the quay", False),
    ("Nobody disputes that | the quay is sinking", False),
    ("It is about a dispute that | the quay has brought", False),
    # the subject behind its verb, since a denial begins the clause
    ("At no point did I say that | the quay will sink", True),
    ("At no time has the council said that | the quay will sink", True),
    ("In no way do I believe that | the quay will sink", True),
    ("By no means do we think | the quay will sink", True),
    ("Under no circumstances will I say that | the quay will sink", True),
    ("In none of my many long letters did she write that | the quay will sink", True),
    ("Not once have I claimed that | the quay will sink", True),
    ("Not for a moment did I believe that | the quay will sink", True),
    ("Not a single time did he say that | the quay will sink", True),
    ("Not one time did he say that | the quay will sink", True),
    ("Nowhere did I write that | the quay will sink", True),
    ("Never, never have I said that | the quay will sink", True),
    ("Never in my life have I said that | the quay will sink", True),
    ("Zu keiner Zeit habe ich gesagt, dass | der Hafen sinkt", True),
    ("Zu keinem Zeitpunkt hat die Stadt erklärt, dass | der Hafen sinkt", True),
    ("Mit keinem Wort habe ich gesagt, dass | der Hafen sinkt", True),
    ("In keinster Weise habe ich behauptet, dass | der Hafen sinkt", True),
    ("Unter gar keinen Umständen werde ich sagen, dass | der Hafen sinkt", True),
    ("Nicht ein einziges Mal habe ich gesagt, dass | der Hafen sinkt", True),
    ("Nirgends habe ich geschrieben, dass | der Hafen sinkt", True),
    ("Nie und nimmer habe ich gesagt, dass | der Hafen sinkt", True),
    ("At no point did I doubt that | the quay will sink", False),
    ("At no point did I know that | the quay will sink", False),
    ("At no point did it rain and I say that | the quay will sink", False),
    ("In no small way did I say that | the quay will sink", False),
    ("Not only did I say that | the quay will sink", False),
    ("Not until May did the mayor say that | the quay will sink", False),
    ("Not without reason did I say that | the quay will sink", False),
    ("Not for the first time did I say that | the quay will sink", False),
    ("The builders are in no rush to do | the old quay any good", False),
    ("The quay is at no old and empty place and | the builders are gone", False),
    ("Builders with no money for the new harbour have said that | the quay will sink", False),
    ("Zu keiner Zeit habe ich bezweifelt, dass | der Hafen sinkt", False),
    ("Nicht ohne Grund habe ich gesagt, dass | der Hafen sinkt", False),
    ("Nicht zuletzt habe ich gesagt, dass | der Hafen sinkt", False),
    ("Zu unserer Zeit habe ich gesagt, dass | der Hafen sinkt", False),
    ("At this point did I say that | the quay will sink", False),
    # idle words, of which nothing is denied
    ("I am not afraid to say that | the quay is sinking", False),
    ("I do not hesitate to say that | the quay is sinking", False),
    ("I have never been so sure that | the quay is sinking", False),
    ("They never told us that | the quay is sinking", False),
    ("Believe it or not, | the quay is sinking", False),
    ("Whether you like it or not, | the quay is sinking", False),
    ("No matter what they say, | the quay is sinking", False),
    ("It is no secret that | the quay is sinking", False),
    ("We must not forget that | the quay is sinking", False),
    ("It does not surprise me that | the quay is sinking", False),
    ("Niemand kann bestreiten, dass | der Hafen sinkt", False),
    ("Es wundert mich nicht, dass | der Hafen sinkt", False),
    ("Vergessen Sie nicht, dass | der Hafen sinkt", False),
    ("Wir dürfen nicht vergessen, dass | der Hafen sinkt", False),
    ("Es ist kein Geheimnis, dass | der Hafen sinkt", False),
    ("Ich verhehle nicht, dass | der Hafen sinkt", False),
    ("Es überrascht niemanden, dass | der Hafen sinkt", False),
    ("Niemand hat uns gesagt, dass | der Hafen sinkt", False),
    ("The quay will no | doubt sink", False),
]
# What was said, with a bar where the quotation ends, and whether what stands behind denies it.
BEHIND = [
    ("That the quay will sink | is simply not true", True),
    ("That the quay will sink | is not true.", True),
    ("The claim that the quay will sink | is false.", True),
    ("The quay will sink|, which is not true.", True),
    ("The quay will sink|, I don’t think.", True),
    ("The quay will sink| – that is plainly untrue.", True),
    ("Dass der Hafen sinkt|, ist nicht wahr.", True),
    ("Dass der Hafen sinkt|, ist schlicht falsch.", True),
    ("Der Hafen sinkt|, das stimmt nicht.", True),
    ("Der Hafen sinkt|, das ist falsch.", True),
    ("Der Hafen sinkt|, das glaube ich nicht.", True),
    ("That the quay will sink| is nonsense.", True),
    ("That the quay will sink| is simply wrong.", True),
    ("That the quay will sink| is not so.", True),
    ("That the quay will sink| is a lie.", True),
    ("That the quay will sink| is out of the question.", True),
    ("The quay will sink|, I never said that.", True),
    ("Dass der Hafen sinkt|, ist eine Lüge.", True),
    ("Dass der Hafen sinkt|, stimmt nicht.", True),
    ("Dass der Hafen sinkt|, ist ein Märchen.", True),
    ("Dass der Hafen sinkt|, entspricht nicht der Wahrheit.", True),
    ("Dass der Hafen sinkt|, habe ich nie gesagt.", True),
    ("Davon, dass der Hafen sinkt|, kann keine Rede sein.", True),
    ("The council will sell the quay|, which is wrong.", False),
    ("That the quay will sink| is nonsense to nobody.", False),
    ("That the quay will sink| is sad.", False),
    ("The quay will sink|. That is not true of the bridge.", False),
    ("The quay will sink|, which is not true of the bridge.", False),
    ("The quay will sink|, which is not my fault.", False),
    ("They did something at the quay | that I do not think is right", False),
    ("They ban from the old quay | non-citizens", False),
    ("Der Hafen sinkt|, das ist nicht schön.", False),
    ("The quay will sink|, and nobody can stop it.", False),
    # idle words
    ("Der Hafen sinkt|, nicht wahr?", False),
    ("The quay will sink|, believe it or not.", False),
    ("The quay will sink|, no matter what.", False),
]

# A question, with a bar where it and the quotation end, and whether its own speaker answers it with no.
ANSWERED = [
    ("The quay will sink|? No.", True),
    ("The quay will sink|? Certainly not.", True),
    ("The quay will sink|? Of course not!", True),
    ("The quay will sink|? Not at all. It is new.", True),
    ("The quay will sink|? No, no, no.", True),
    ("The quay will sink|? No, it will not.", True),
    ("The quay will sink|? It will not.", True),
    ("The quay will sink|? No, but the pier will.", True),
    ("The quay will sink|? No, that is not true.", True),
    ("The quay will sink|? That is not true.", True),
    ("The quay will sink|? Oh, never", True),
    ("The quay will sink|? Nonsense!", True),
    ("The quay will sink|? A lie.", True),
    ("Der Hafen sinkt|? Nein.", True),
    ("Der Hafen sinkt|? Nein, nein.", True),
    ("Der Hafen sinkt|? Keineswegs.", True),
    ("Der Hafen sinkt|? Sicher nicht!", True),
    ("Der Hafen sinkt|? Ein klares Nein.", True),
    ("Der Hafen sinkt|? Nein, das wird er nicht.", True),
    ("Der Hafen sinkt|? Auf keinen Fall.", True),
    ("Der Hafen sinkt|? Ganz im Gegenteil.", True),
    ("“The quay will sink|?” No.", True),
    ("The quay will not sink|? Nonsense.", True),
    # what goes on behind a no gives its reasons
    ("The quay will sink|? No, because it is new.", True),
    ("To say that the quay will sink| would be a lie.", True),
    ("The idea that the quay will sink| is absurd.", True),
    ("The idea that the quay will sink| is simply ridiculous.", True),
    ("Anyone who says that the quay will sink| is lying.", True),
    ("Wer behauptet, dass der Hafen sinkt|, der lügt.", True),
    ("Dass der Hafen sinkt|, weise ich zurück.", True),
    ("Dass der Hafen sinkt|, kann ich nicht bestätigen.", True),
    ("Dass der Hafen sinkt|, kommt nicht infrage.", True),
    ("Dass der Hafen sinkt|, entbehrt jeder Grundlage.", True),
    ("Dass der Hafen sinkt|, ist eine Falschmeldung.", True),
    # a whole sentence that does nothing else
    ("My opponent says the quay will sink|. That is false.", True),
    ("Der Hafen sinkt|. Das ist eine Lüge.", True),
    ("They say the quay will sink|. I never said that. The pier is old.", True),
    ("The quay will sink|. That is a lie, and they know it.", True),
    ("The quay will sink|. That is wrong.", False),
    ("The quay will sink|. That is absurd.", False),
    ("The quay will sink|. That is false of the bridge.", False),
    ("The quay will sink|. That is not a lie.", False),
    ("The council will sell the quay|, which is absurd.", False),
    ("The quay that will sink| is lying in the bay.", False),
    ("The quay will sink|? No, it will not be lost.", True),
    ("The quay will sink|? No, that is nonsense and you know it.", True),
    ("The quay will sink|? No, we love our quay.", True),
    ("The quay will sink|? No, not with me.", True),
    ("Der Hafen sinkt|? Nein, das Bad.", True),
    ("The quay will not sink|? No, because it is new.", False),
    ("The quay will sink|? Yes, because it is not new.", False),
    # ways of saying no, and what may stand before one
    ("The quay will sink|? Not true.", True),
    ("The quay will sink|? Not so.", True),
    ("The quay will sink|? Nothing of the sort.", True),
    ("The quay will sink|? Well, no.", True),
    ("The quay will sink|? Really? No.", True),
    ("The quay will sink|? Fake news.", True),
    ("The quay will sink|? Pure invention.", True),
    ("The quay will sink|? What nonsense!", True),
    ("The quay will sink|? Not on my watch.", True),
    ("The quay will sink|? Not in a million years.", True),
    ("The quay will sink|? Not if I can help it.", True),
    ("The quay will sink|? Over my dead body.", True),
    ("Der Hafen sinkt|? Nicht mit mir.", True),
    ("Der Hafen sinkt|? Im Leben nicht.", True),
    ("Der Hafen sinkt|? So ein Unsinn.", True),
    ("Der Hafen sinkt|? Nur über meine Leiche.", True),
    # what agrees with a denial
    ("The quay will not sink|? No.", False),
    ("You doubt that the quay will sink|? No.", False),
    ("Der Hafen sinkt nicht|? Nein.", False),
    # what is no answer, or another one
    ("Will the quay sink|? No one knows.", False),
    ("The quay will sink|? Nobody knows.", False),
    ("The quay will sink|? No doubt.", False),
    ("The quay will sink|? No comment.", False),
    ("The quay will sink|? No, nobody knows.", False),
    ("The quay will sink|? No, no one knows.", False),
    ("The quay will sink|? No? Yes.", False),
    ("The quay will sink|? Really? Yes.", False),
    ("The quay will sink|? Really? No comment.", False),
    ("The quay will sink|? Not so fast.", False),
    ("The quay will sink|? Nothing of the sort was said of the pier.", False),
    ("The quay will sink|? That is not wrong.", False),
    ("The quay will sink|? Not only the quay.", False),
    ("The quay will sink|? No?", False),
    ("The quay will sink|? Why not?", False),
    ("The quay will sink|? It will.", False),
    ("The quay will sink|? Yes.", False),
    ("Der Hafen sinkt|? Niemand weiß das.", False),
    ("Der Hafen sinkt|? Nein, niemand weiß das.", False),
    ("Der Hafen sinkt|? Nicht nur der Hafen.", False),
    ("Der Hafen sinkt|? Kein Wunder.", False),
    # what was not asked
    ("The quay will sink|. No.", False),
    ("The quay will sink|. No, it is not pretty.", False),
    ("The quay| will sink? No.", False),
    ("Der Hafen| wird in Lund sinken? Nein.", False),
]


@pytest.mark.parametrize(("said", "denied"), BEFORE)
def test_what_stands_before_is_known_to_deny_or_not(said: str, denied: bool) -> None:
    text = said.replace("| ", "")
    whole, at = normalise(text), len(normalise(said.split("|")[0]).words)
    part = normalise(said.split("|")[1])
    assert align(part.words, whole.words).cut_after_negation is denied
    assert cut_after(text, whole, at) is denied


@pytest.mark.parametrize(("said", "denied"), [*BEHIND, *ANSWERED])
def test_what_stands_behind_is_known_to_deny_or_not(said: str, denied: bool) -> None:
    text = said.replace("|", "")
    assert cut_before(text, normalise(text), len(normalise(said.split("|")[0]).words)) is denied


@pytest.mark.parametrize(
    ("said", "denied"),
    [
        ("I have never, in thirty years of service, claimed that | the quay is sinking", True),
        ("Nobody, after all of these long wet years at the quay, believes that | the quay is sinking", True),
        ("Ich habe nie, in dreißig langen Jahren am Hafen, behauptet, dass | der Hafen sinkt", True),
        ("At no point, in thirty years of service, did I claim that | the quay is sinking", True),
        ("There never was an order, said one of them | the quay is sinking", False),
        ("It is not a question, the mayor did often say that | the quay is sinking", False),
        ("We had no money at that time. Did I say that | the quay is sinking", False),
        ("I have always, in thirty years of service, claimed that | the quay is sinking", False),
        ("I did not, in thirty years of service, earn much, but I know that | the quay is sinking", False),
    ],
)
def test_a_parenthesis_between_commas_does_not_count(said: str, denied: bool) -> None:
    text = said.replace("| ", "")
    assert cut_after(text, normalise(text), len(normalise(said.split("|")[0]).words)) is denied


# A statement, what is quoted of it, and whether a “not” between them turns it.
TURNED = [
    ("Der Hafen wird keinerlei Hilfe von der Stadt bekommen", "Der Hafen wird Hilfe von der Stadt bekommen", True),
    ("Мы никогда не продадим этот старый причал", "Мы никогда продадим этот старый причал", True),
    ("我们不会放弃这个港口", "我们会放弃这个港口", True),
    ("我们没有放弃这个港口", "我们有放弃这个港口", True),
    ("نحن لن نبيع هذا الميناء القديم", "نحن نبيع هذا الميناء القديم", True),
    ("Nous n’avons pas vendu le vieux port de la ville", "Nous n’avons vendu le vieux port de la ville", True),
    ("Nosotros nunca vendimos el viejo puerto", "Nosotros vendimos el viejo puerto", True),
    ("Noi non vendiamo il vecchio porto", "Noi vendiamo il vecchio porto", True),
]


@pytest.mark.parametrize(("said", "quoted", "turned"), TURNED)
def test_a_not_more_or_less_turns_the_words_that_it_reaches(said: str, quoted: str, turned: bool) -> None:
    changes = align(normalise(quoted).words, normalise(said).words).changes
    assert (MeaningChange.NEGATION in {change.meaning for change in changes}) is turned
