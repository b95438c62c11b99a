#!/usr/bin/env python3
"""schema - checks a JSON file against a JSON Schema (draft 2020-12).

Usage: schema.py SCHEMA FILE
Knows the words that the schemas here use, and refuses a schema with others, so
that none is passed over. Keys that stand twice are a fault, too.
"""
import json
import re
import sys

TYPES = {"object": dict, "array": list, "string": str, "null": type(None),
         "boolean": bool}
KNOWN = {"$schema", "title", "type", "const", "enum", "required", "properties",
         "additionalProperties", "items", "prefixItems", "minItems", "pattern",
         "minimum", "maximum"}


def is_type(value, name):
    if name == "integer":
        return isinstance(value, int) and not isinstance(value, bool)
    return isinstance(value, TYPES[name])


def check_object(value, schema, at):
    properties = schema.get("properties", {})
    more = schema.get("additionalProperties", True)
    for key in schema.get("required", []):
        if key not in value:
            yield f"{at}: no {key}"
    for key, item in value.items():
        if key in properties:
            yield from check(item, properties[key], f"{at}.{key}")
        elif more is False:
            yield f"{at}: an unknown {key}"
        elif more is not True:
            yield from check(item, more, f"{at}.{key}")


def check_array(value, schema, at):
    first = schema.get("prefixItems", [])
    if len(value) < schema.get("minItems", 0):
        yield f"{at}: too few"
    for i, item in enumerate(value):
        if i < len(first):
            yield from check(item, first[i], f"{at}[{i}]")
        elif "items" in schema:
            yield from check(item, schema["items"], f"{at}[{i}]")


def check(value, schema, at="$"):
    if set(schema) - KNOWN:
        yield f"{at}: the schema has words unknown here: {set(schema) - KNOWN}"
    types = schema.get("type", [])
    types = [types] if isinstance(types, str) else types
    if types and not any(is_type(value, t) for t in types):
        yield f"{at}: {value!r} is no {types}"
    if "const" in schema and value != schema["const"]:
        yield f"{at}: {value!r} is not {schema['const']!r}"
    if "enum" in schema and value not in schema["enum"]:
        yield f"{at}: {value!r} is none of {schema['enum']}"
    if isinstance(value, str) and not re.search(schema.get("pattern", ""), value):
        yield f"{at}: {value!r} is not like {schema['pattern']}"
    if is_type(value, "integer"):
        if not (schema.get("minimum", value) <= value
                <= schema.get("maximum", value)):
            yield f"{at}: {value} is out of bounds"
    if isinstance(value, dict):
        yield from check_object(value, schema, at)
    if isinstance(value, list):
        yield from check_array(value, schema, at)


def once(pairs):
    if len(dict(pairs)) != len(pairs):
        raise ValueError(f"a key twice: {[k for k, _ in pairs]}")
    return dict(pairs)


schema = json.load(open(sys.argv[1], encoding="utf-8"))
try:
    with open(sys.argv[2], encoding="utf-8") as f:
        value = json.load(f, object_pairs_hook=once)
    faults = list(check(value, schema))
except ValueError as e:
    faults = [str(e)]
for fault in faults[:10]:
    print(f"{sys.argv[2]}: {fault}")
sys.exit(bool(faults))
