"""Every query of a tenant's rows begins `for_wallet(...)`, or says aloud why it looks at every wallet.

The remark is `# every wallet: <reason>` in the statement or on the line above it.
"""

import ast
from collections.abc import Iterator

from tests.house.sources import Module, modules, nothing

# These write a row that names its wallet itself; the database refuses one that does not.
WRITES = {"for_wallet", "create", "bulk_create"}
NAMES_ITS_WALLET = {"get_or_create", "update_or_create"}
SHORTCUTS = {"get_object_or_404", "get_list_or_404"}
REMARK = "# every wallet:"


def tenant_models() -> set[str]:
    """The names of all classes that descend from TenantModel."""
    parents = {
        node.name: {
            base.attr if isinstance(base, ast.Attribute) else getattr(base, "id", "") for base in node.bases
        }
        for module in modules()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ClassDef)
    }
    found = {"TenantModel"}
    while grown := {name for name, bases in parents.items() if bases & found} - found:
        found |= grown
    return found - {"TenantModel"}


def queries_without_wallet(module: Module, models: set[str]) -> Iterator[ast.expr]:
    called = {id(node.func): node for node in ast.walk(module.tree) if isinstance(node, ast.Call)}
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Attribute) and _is_manager_of(node.value, models):
            call = called.get(id(node))
            keywords = {keyword.arg for keyword in call.keywords} if call else set()
            named = node.attr in NAMES_ITS_WALLET and keywords & {"wallet", "wallet_id"}
            if node.attr not in WRITES and not named:
                yield node
        elif isinstance(node, ast.Call) and _is_shortcut_to(node, models):
            yield node


def _is_manager_of(node: ast.expr, models: set[str]) -> bool:
    managers = {"objects", "_default_manager", "_base_manager"}
    if not (isinstance(node, ast.Attribute) and node.attr in managers):
        return False
    owner = node.value
    return (owner.attr if isinstance(owner, ast.Attribute) else getattr(owner, "id", "")) in models


def _is_shortcut_to(node: ast.Call, models: set[str]) -> bool:
    return getattr(node.func, "id", "") in SHORTCUTS and getattr(node.args[0], "id", "") in models


def statement_of(module: Module, wanted: ast.expr) -> ast.AST:
    """The smallest statement around an expression, whose lines may carry the remark."""
    around = [
        node
        for node in ast.walk(module.tree)
        if isinstance(node, ast.stmt) and node.lineno <= wanted.lineno <= (node.end_lineno or node.lineno)
    ]
    simple = [node for node in around if not hasattr(node, "body")]
    return simple[-1] if simple else wanted


def test_query_of_a_tenants_rows_begins_with_its_wallet():
    models = tenant_models()
    found = [
        f"{module.name}:{query.lineno}: {ast.unparse(query)[:60]}"
        for module in modules()
        for query in queries_without_wallet(module, models)
        if not module.has_comment(statement_of(module, query), REMARK)
    ]
    nothing(found)


def test_lint_finds_a_query_that_forgets_the_wallet():
    tree = ast.parse(
        "Ticket.objects.filter(id=1)\nTicket.objects.for_wallet(w).get(id=1)\nTicket.objects.get_or_create(wallet=w)"
    )
    found = list(queries_without_wallet(Module(modules()[0].path, (), tree), {"Ticket"}))
    assert [ast.unparse(node) for node in found] == ["Ticket.objects.filter"]
