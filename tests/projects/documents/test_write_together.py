"""Several people write one text: everybody sees the same, and what is acknowledged is stored."""

from projects.documents import render, store
from projects.documents.compacting import whole
from projects.documents.models import DocumentAuthor, DocumentUpdate
from tests.projects.documents.writers import Writer


def stored_text(document):
    return render.text_of(render.tree_of_update(whole(store.load(document.pk).payloads)))


def test_two_people_write_at_once_and_read_the_same(told, document, amman_officer, medina_officer):
    async def story():
        one = await Writer(amman_officer, document).open()
        two = await Writer(medina_officer, document).open()
        await one.write("مرحبا ")
        await two.quiet()
        assert two.text == "مرحبا "
        first, second = one.put("من عمّان"), two.put("from Medina 2027")
        await one.submit(first)
        await two.submit(second)
        await one.stored()
        await two.stored()
        await one.quiet()
        await two.quiet()
        assert one.text == two.text
        assert "from Medina 2027" in one.text
        await one.disconnect()
        await two.disconnect()
        return one.text

    text = told(story)
    assert stored_text(document) == text
    assert DocumentUpdate.objects.filter(document=document).count() == 3
    authors = DocumentAuthor.objects.values_list("person__display_name", "city__slug")
    assert {city for _name, city in authors} == {"amman", "medina"}


def test_whoever_comes_later_gets_everything(told, document, amman_officer, medina_officer):
    async def story():
        one = await Writer(amman_officer, document).open()
        for word in ("واحد ", "اثنان ", "ثلاثة"):
            await one.write(word)
        two = await Writer(medina_officer, document).open()
        assert two.text == "واحد اثنان ثلاثة"
        assert two.hello["mode"] == "write"
        assert two.hello["person"]["city"] == "medina"
        await one.disconnect()
        await two.disconnect()

    told(story)


def test_the_same_edit_sent_again_is_acknowledged_and_stored_once(told, document, amman_officer):
    async def story():
        one = await Writer(amman_officer, document).open()
        update = one.put("مرة")
        for _time in range(3):
            await one.submit(update)
        await one.stored()
        await one.disconnect()

    told(story)
    assert DocumentUpdate.objects.filter(document=document).count() == 1
    assert stored_text(document) == "مرة"


def test_an_edit_that_builds_on_an_unknown_one_is_never_acknowledged_before_it_is_whole(
    told, document, amman_officer
):
    async def story():
        one = await Writer(amman_officer, document).open()
        one.put("ضاع ")
        later = one.put("وصل")
        await one.submit(later)
        await one.quiet()
        # It was asked for all that was missing, and only that whole is acknowledged.
        await one.stored()
        await one.disconnect()
        return one.acknowledged, one.sent

    acknowledged, sent = told(story)
    assert acknowledged == sent == 2
    assert stored_text(document) == "ضاع وصل"


def test_carets_carry_the_name_that_the_server_knows(told, document, amman_officer, medina_officer):
    from projects.documents import presence, wire

    async def story():
        one = await Writer(amman_officer, document).open()
        two = await Writer(medina_officer, document).open()
        forged = '{"user":{"name":"رئيس البلدية","id":1},"cursor":{"anchor":{},"head":{}}}'
        client = one.doc.client_id
        frame = presence.frame([(client, 1, forged)])
        await one.send(frame)
        await two.quiet(0.4)
        assert two.carets[client]["user"]["name"] == str(amman_officer)
        assert two.carets[client]["user"]["city"] == "amman"
        three = await Writer(medina_officer, document).open()
        await three.quiet()
        assert client in three.carets
        await one.disconnect()
        await two.quiet(0.4)
        assert two.carets[client] is None
        await two.disconnect()
        await three.disconnect()
        assert frame[0] == wire.PRESENCE

    told(story)
