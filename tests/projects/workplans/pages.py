"""How tests open the pages of a plan."""


def page(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def here(project, rest="", language="ar"):
    return f"/{language}/projects/{project.public_id}/{rest}"
