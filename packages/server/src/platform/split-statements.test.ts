import { expect, test } from 'vitest';
import { splitStatements } from './split-statements.ts';

test('a semicolon ends a statement unless it is part of a text, a name, a body or a comment', () => {
  const sql = `
    -- first; of two
    create table a (b text default 'x;''y');
    /* ; */ create table "c;d" ();
    create function f() returns text language sql as $body$ select 1; select '2'; $body$;
    select $$;$$
    -- the end;`;
  const statements = splitStatements(sql);
  expect(statements).toHaveLength(4);
  expect(statements[0]).toMatch(/create table a .*'x;''y'\)$/s);
  expect(statements[1]).toMatch(/"c;d" \(\)$/);
  expect(statements[2]).toMatch(/\$body\$$/);
  expect(statements[3]).toContain('select $$;$$');
});

test('a file of comments has no statement', () => {
  expect(splitStatements('-- nothing;\n;\n/* either */')).toEqual([]);
});
