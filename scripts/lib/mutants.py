# SPDX-License-Identifier: BSD-2-Clause
"""Finds the checks in C sources, and makes copies of the sources with changed checks.

A mutant is the program with one check broken on purpose. One program contains all mutants:
GX_MUTANT(n) in a check is true if mutant n is switched on. libclang finds the places of conditions, comparisons and
operands. Code that comes from macros is not changed.
"""

import collections
import re

from clang import cindex

# This header includes no system header, because it comes before the feature test macros of the
# sources.
HEADER = '''\
/* mutants.h - which mutant is switched on.  Made by scripts/mutate. */
#ifndef GX_MUTANTS_H
#define GX_MUTANTS_H
extern __attribute__((visibility("hidden"))) unsigned char gx_mutants[%(count)d];
extern __attribute__((visibility("hidden"))) _Bool gx_mutants_met(int n);

#define GX_MUTANT(n) (__builtin_expect(gx_mutants[n], 0) && gx_mutants_met(n))
#define GX_MUTANT_TRY(n, expr) \\
	do { \\
		enum gopx_status gx_try_status = (expr); \\
		if (gx_try_status != GOPX_OK && !GX_MUTANT(n)) \\
			return gx_try_status; \\
	} while (0)
#endif
'''

# GOPX_MUTANT is the number of the mutant to switch on. GOPX_MUTANTS_REACHED names a file in which
# the program marks the mutants that it reaches.
SOURCE = '''\
/* mutants.c - linked with every program.  Made by scripts/mutate. */
#include "mutants.h"
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

unsigned char gx_mutants[%(count)d];
static unsigned char *map;

__attribute__((constructor)) static void start(void)
{
	const char *number = getenv("GOPX_MUTANT"), *file = getenv("GOPX_MUTANTS_REACHED");
	int fd = file ? open(file, O_RDWR) : -1;

	if (number)
		gx_mutants[atoi(number) %% (int)sizeof(gx_mutants)] = 1;
	if (fd < 0)
		return;
	map = mmap(NULL, sizeof(gx_mutants), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	close(fd);
	if (map == MAP_FAILED)
		abort();
	for (size_t i = 0; i < sizeof(gx_mutants); i++)
		gx_mutants[i] = 1;
}

_Bool gx_mutants_met(int n)
{
	if (!map)
		return 1;
	map[n] = 1;
	gx_mutants[n] = 0;
	return 0;
}
'''

# 'change' describes the mutant for a reader.
Mutant = collections.namedtuple('Mutant', 'file function line kind change')

Kind = cindex.CursorKind
RELATIONS = {'<': '<=', '<=': '<', '>': '>=', '>=': '>'}
LEAVES = {Kind.RETURN_STMT, Kind.BREAK_STMT, Kind.CONTINUE_STMT, Kind.GOTO_STMT}


class Source:
    """A source file: its text, and the changes of the text."""

    def __init__(self, path, name, number_of):
        self.text = path.read_bytes()
        self.name = name
        self.number_of = number_of
        self.edits = []  # (offset, closes before opens, order, text, bytes replaced)
        self.serial = 0
        self.function = ''

    def piece(self, start, end):
        return ' '.join(re.sub(rb'/\*.*?\*/', b'', self.text[start:end], flags=re.S)
                        .decode().split())

    def mutant(self, offset, kind, change):
        line = self.text.count(b'\n', 0, offset) + 1
        return self.number_of(Mutant(self.name, self.function, line, kind, change))

    def wrap(self, start, end, before, after):
        self.serial += 1
        self.edits.append((start, 1, self.serial, before, 0))
        self.edits.append((end, 0, -self.serial, after, 0))

    def result(self):
        out, at = [], 0
        for start, _, _, text, length in sorted(self.edits):
            out += [self.text[at:start], text.encode()]
            at = start + length
        return b''.join([*out, self.text[at:]])

    # Each of the following methods adds mutants for a node of libclang's syntax tree ("cursor").

    def visit(self, cursor):
        if cursor.kind in (Kind.CXX_UNARY_EXPR, Kind.STATIC_ASSERT):
            return
        children = list(cursor.get_children())
        if cursor.kind == Kind.VAR_DECL:
            if cursor.storage_class == cindex.StorageClass.STATIC or not children:
                return
            children = children[-1:] if self.initialised(cursor) else []
        elif cursor.kind == Kind.CASE_STMT:
            children = children[1:]
        if cursor.kind == Kind.IF_STMT and self.starts(cursor, b'if'):
            self.condition(children[0])
            if len(children) == 2 and leaves(children[1]):
                self.drop_check(children[0])
        elif cursor.kind == Kind.WHILE_STMT and self.starts(cursor, b'while'):
            self.condition(children[0])
        elif cursor.kind == Kind.CONDITIONAL_OPERATOR:
            self.condition(children[0], bracketed=False)
        elif cursor.kind == Kind.BINARY_OPERATOR:
            self.binary(cursor, *children)
        for child in children:
            self.visit(child)

    def starts(self, cursor, word):
        return self.text.startswith(word, cursor.extent.start.offset)

    def initialised(self, cursor):
        return b'=' in self.text[cursor.extent.start.offset:cursor.extent.end.offset]

    def condition(self, cursor, bracketed=True):
        """Add a mutant that negates the condition, except == and !=, which binary() negates."""
        start, end = cursor.extent.start.offset, cursor.extent.end.offset
        if bracketed and not (self.text[:start].rstrip().endswith(b'(') and
                              self.text[end:].lstrip().startswith(b')')):
            return
        if start == end or self.operator(cursor) in ('==', '!='):
            return
        n = self.mutant(start, 'negate', f'!({self.piece(start, end)})')
        self.wrap(start, end, f'(GX_MUTANT({n}) != !!(', '))')

    def drop_check(self, cursor):
        start, end = cursor.extent.start.offset, cursor.extent.end.offset
        if self.text[:start].rstrip().endswith(b'(') and start < end:
            n = self.mutant(start, 'drop', f'no "if ({self.piece(start, end)})"')
            self.wrap(start, end, f'(!GX_MUTANT({n}) && (', '))')

    def operator(self, cursor):
        if cursor.kind != Kind.BINARY_OPERATOR:
            return None
        left, right = cursor.get_children()
        return self.piece(left.extent.end.offset, right.extent.start.offset)

    def binary(self, cursor, left, right):
        start, end = cursor.extent.start.offset, cursor.extent.end.offset
        word = self.operator(cursor)
        whole = self.piece(start, end)
        if left.extent.end.offset >= right.extent.start.offset or is_vector(left):
            return
        if word in RELATIONS:
            self.relation(left, right, word)
        elif word in ('==', '!='):
            n = self.mutant(start, 'negate', f'!({whole})')
            self.wrap(start, end, f'(GX_MUTANT({n}) != (', '))')
        elif word in ('&&', '||'):
            for operand in (left, right):
                if self.operator(operand) != word:
                    self.drop_operand(operand, word, whole)
        elif word in ('+', '-') and self.piece(right.extent.start.offset,
                                               right.extent.end.offset) == '1':
            n = self.mutant(start, 'off by one', f'no "{word} 1" in {whole}')
            self.wrap(right.extent.start.offset, right.extent.end.offset, '(',
                      f' - GX_MUTANT({n}))')

    def relation(self, left, right, word):
        start, end = left.extent.start.offset, right.extent.end.offset
        a, b = left.extent.end.offset, right.extent.start.offset
        other = RELATIONS[word]
        n = self.mutant(start, 'off by one',
                        f'{self.piece(start, a)} {other} {self.piece(b, end)}')
        l, r = f'gx_left{n}', f'gx_right{n}'
        self.wrap(start, a, f'({{ __auto_type {l} = (', ') + 0;')
        self.edits.append((a, 1, 0, f'__auto_type {r} =', b - a))
        self.wrap(b, end, '(', f') + 0; GX_MUTANT({n}) ? {l} {other} {r} : {l} {word} {r}; }})')

    def drop_operand(self, operand, word, whole):
        start, end = operand.extent.start.offset, operand.extent.end.offset
        n = self.mutant(start, 'drop', f'no "{self.piece(start, end)}" in {whole}')
        if word == '&&':
            self.wrap(start, end, f'(GX_MUTANT({n}) || (', '))')
        else:
            self.wrap(start, end, f'(!GX_MUTANT({n}) && (', '))')

    def drop_tries(self, start, end):
        for match in re.compile(rb'\bGX_TRY\(').finditer(self.text, start, end):
            line_end = self.text.find(b'\n', match.start())
            what = self.text[match.end():line_end].decode().rstrip(' ;)')
            n = self.mutant(match.start(), 'drop', f'no GX_TRY of {what}')
            self.edits.append((match.start(), 1, 0, f'GX_MUTANT_TRY({n}, ', len(match[0])))


def is_vector(cursor):
    return cursor.type.get_canonical().kind == cindex.TypeKind.VECTOR


def leaves(statement):
    if statement.kind == Kind.COMPOUND_STMT:
        inner = list(statement.get_children())
        return bool(inner) and inner[-1].kind in LEAVES
    return statement.kind in LEAVES


def mutate_unit(source_of, path, arguments):
    """Add the mutants of the functions in one source file and its headers."""
    unit = cindex.Index.create().parse(str(path), args=arguments)
    worst = [d for d in unit.diagnostics if d.severity >= cindex.Diagnostic.Error]
    if worst:
        raise SystemExit(f'mutate: {path}: {worst[0]}')
    for cursor in unit.cursor.get_children():
        if cursor.kind != Kind.FUNCTION_DECL or not cursor.is_definition():
            continue
        source = source_of(cursor)
        if source is None:
            continue
        start, end = cursor.extent.start.offset, cursor.extent.end.offset
        source.function = cursor.spelling
        for child in cursor.get_children():
            if child.kind == Kind.COMPOUND_STMT:
                source.visit(child)
        source.drop_tries(start, end)
