-- How a workspace writes dates and numbers was said at its set-up, and kept with its first administrator alone.
update workspace w set settings = w.settings || jsonb_build_object('locale', first.locale)
from (
  select distinct on (u.workspace_id) u.workspace_id, u.language, u.locale
  from "user" u where u.role = 'administrator' order by u.workspace_id, u.created_at, u.id
) first
where first.workspace_id = w.id and first.locale is not null
  and first.language = coalesce(w.settings ->> 'language', 'en') and not w.settings ? 'locale';
