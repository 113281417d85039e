-- A logo is the version of its file that an administrator chose: id of the file, a dot, SHA-256.
update workspace w
set settings = w.settings || jsonb_build_object('logo', f.id::text || '.' || (f.versions -> 0 ->> 'sha256'))
from file f
where f.workspace_id = w.id and f.id::text = w.settings ->> 'logo' and f.versions -> 0 ->> 'sha256' is not null;
