-- That the headers of a board add nothing up is said by '-': 'none' may be the name of a field of the workspace's own.
update view set settings = jsonb_set(settings, '{sum}', '"-"') where settings ->> 'sum' = 'none';
