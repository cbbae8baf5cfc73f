"""Evaluates rules of the data-frame spelling with pandas itself.

Reads a JSON file of tables and rules, writes a JSON list of what came of each rule. The rules are
evaluated as they are written, but for what a user of pandas would write in their place:

- whole numbers are int64, with nulls float64; decimals are objects of decimal.Decimal, NaN for null;
- where a rule is about decimals, its literals are Decimals too: a Decimal and a float are never added;
- a test of a null text is false, as with na=False.
"""
import ast
import csv
import decimal
import json
import re
import sys
import warnings

import numpy
import pandas

warnings.simplefilter('ignore')
numpy.seterr(all='ignore')
decimal.getcontext().prec = 200
decimal.getcontext().traps[decimal.InvalidOperation] = False

TESTS = {'match', 'fullmatch', 'contains', 'startswith', 'endswith',
         'isdigit', 'isdecimal', 'isalpha', 'isalnum', 'isspace'}
DOUBLES = re.compile(r' / |\*\*|\.div\(|mean\(|std\(|median\(|float|to_numeric')
SEES_NULLS = re.compile(r'isnull|isna|notnull|notna|fillna')
FUNCTIONS = {f.__name__: f for f in (abs, len, round, min, max, sum, float, int, str, bool)}


def column(kind, texts):
    has_null = any(text == '' for text in texts)
    if kind in ('entero', 'integer'):
        if has_null:
            values = [float('nan') if t == '' else float(t) for t in texts]
            return pandas.Series(values, dtype='float64')
        return pandas.Series([int(t) for t in texts], dtype='int64')
    if kind == 'decimal':
        values = [decimal.Decimal(t if t else 'NaN') for t in texts]
        return pandas.Series(values, dtype='object')
    if kind in ('fecha', 'date', 'fecha_hora', 'datetime'):
        return pandas.to_datetime(pandas.Series([t or None for t in texts], dtype='object'))
    if kind in ('booleano', 'boolean'):
        values = [numpy.nan if t == '' else t == 'true' for t in texts]
        return pandas.Series(values, dtype='object' if has_null else 'bool')
    return pandas.Series([numpy.nan if t == '' else t for t in texts], dtype='object')


def frame(name, table):
    rows = [row for row in csv.reader(table['data'].splitlines(True), delimiter=';') if row]
    header, rows = rows[0], rows[1:]
    columns = {f: column(kind, [row[header.index(f)] for row in rows])
               for f, kind in table['types'].items()}
    result = pandas.DataFrame(columns)
    result.index.name = name
    return result


class Rewriter(ast.NodeTransformer):
    """Makes literals exact where decimals are, and tests of texts two-valued."""

    def __init__(self, text, exact):
        self.text = text
        self.exact = exact

    def visit_Constant(self, node):
        if self.exact and isinstance(node.value, float):
            digits = ast.Constant(ast.get_source_segment(self.text, node))
            return ast.Call(ast.Name('_decimal', ast.Load()), [digits], [])
        return node

    def visit_Call(self, node):
        self.generic_visit(node)
        test = (isinstance(node.func, ast.Attribute) and node.func.attr in TESTS
                and isinstance(node.func.value, ast.Attribute) and node.func.value.attr == 'str')
        if not test:
            return node
        missing = any(k.arg == 'na' and getattr(k.value, 'value', None) is True
                      for k in node.keywords)
        return ast.Call(
            ast.Name('_truth', ast.Load()), [node, ast.Constant(missing)], [])


def truth(values, missing=False):
    return values.fillna(missing).astype(bool)


def evaluated(rule, frames, types):
    text = rule['rule']
    names = types[rule['table']] if rule['table'] else {
        n: k for table in types.values() for n, k in table.items()}
    decimals = any(k == 'decimal' and "['%s']" % n in text for n, k in names.items())
    tree = Rewriter(text, decimals and not DOUBLES.search(text)).visit(ast.parse(text, mode='eval'))
    scope = dict(FUNCTIONS, pd=pandas, _decimal=decimal.Decimal, _truth=truth,
                 df=frames[rule['table']] if rule['table'] else frames, __builtins__={})
    return eval(compile(ast.fix_missing_locations(tree), '<rule>', 'eval'), scope)


def keyed(rule, result, frames):
    """Records whose key is one for which the condition is false."""
    text = rule['rule']
    index = re.search(r"df\['(\w+)'\]\.set_index\('(\w+)'\)", text)
    if index:
        name, keys = index.group(1), [index.group(2)]
    else:
        keys = list(result.index.names)
        package = re.search(r"df\['(\w+)'\](?:\.groupby|\[)", text)
        name = rule['table'] or package.group(1)
    bad = {k if isinstance(k, tuple) else (k,) for k, holds in truth(result).items() if not holds}
    table = frames[name]
    fails = [i + 1 for i, key in enumerate(zip(*[table[k] for k in keys])) if key in bad]
    return {name: fails}


def outcome(rule, frames, types):
    result = evaluated(rule, frames, types)
    if not isinstance(result, pandas.Series):
        if result is pandas.NA or not isinstance(result, (bool, numpy.bool_)):
            raise TypeError('the result is %s' % type(result).__name__)
        return {'holds': bool(result)}
    name = result.index.name
    if name not in frames:
        return {'fails': keyed(rule, result, frames)}
    holds = truth(result)
    if rule['level'] == 'field' and not SEES_NULLS.search(rule['rule']):
        holds = holds | frames[name][rule['field']].isnull()
    return {'fails': {name: [i + 1 for i, good in enumerate(holds) if not good]}}


def main(source, target):
    with open(source, encoding='utf-8') as file:
        sets = json.load(file)
    results = []
    for group in sets:
        frames = {name: frame(name, table) for name, table in group['tables'].items()}
        types = {name: table['types'] for name, table in group['tables'].items()}
        for rule in group['rules']:
            try:
                found = outcome(rule, frames, types)
            except Exception as error:  # what pandas refuses is an answer too
                found = {'error': '%s: %s' % (type(error).__name__, str(error)[:120])}
            results.append(dict(found, id=rule['id']))
    with open(target, 'w', encoding='utf-8') as file:
        json.dump(results, file)


main(sys.argv[1], sys.argv[2])
