import type { Alike } from './alike.ts';
import type { Filter } from './filter.ts';
import type { Fields } from './field.ts';
import type { Language } from './languages.ts';

/** What may be done with a record beyond changing its fields. The behaviour is a function in the server. */
export interface Action {
  /** `create`: makes another one of a record that one sees. */
  needs: 'create' | 'read' | 'update' | 'delete';
  availableWhen?: Filter;
  input: Fields;
  /** The object that its name mentions: it follows when the workspace calls that otherwise. */
  names?: string;
  /** What the workspace calls it, by language; said of no action by hand. */
  called?: Partial<Record<Language, string>>;
  /** Shown as a main button of the record page. */
  primary?: boolean;
  /** No undo brings back what it does: it is asked for once more. */
  irreversible?: true;
  /** Also possible with records that the actor sees and may not change: what is nobody's is taken by whoever comes first. */
  ofSeen?: true;
  /** Is about whoever does it: the record stays as it is, without history, and the opposite takes it back. */
  ofOneself?: true;
  /** Makes anew what follows from the record: there is nothing to take back, it would come to the same. */
  follows?: true;
}

export interface Section {
  /** Key of its label: `sections.<name>`. */
  name: string;
  /** As a workspace or a person calls it. */
  label?: Partial<Record<Language, string>>;
  fields: readonly string[];
}

export interface ObjectDefinition<
  N extends string = string,
  F extends Fields = Fields,
  A extends Record<string, Action> = Record<string, Action>,
> {
  name: N;
  /** Name in the API and in addresses, kebab case: `lost-reasons`. */
  plural: string;
  /** Tabler icon, e.g. `building`. */
  icon: string;
  /** Fields that make the title, joined by a blank. The first non-empty of `titleElse` where all are empty. */
  title: readonly string[];
  titleElse?: readonly string[];
  fields: F;
  actions: A;
  /** Has notes, activities, files and the timeline of them. */
  timeline: boolean;
  /** Records may be put aside: `archive`, `unarchive`. */
  archives?: true;
  /** Has its own page and an entry in the navigation, `settings` (only there) or `none`. */
  place: 'main' | 'settings' | 'none';
  sections: readonly Section[];
  /** Columns of its first view. */
  columns: readonly string[];
  /** Order of its first view: `-createdAt`. */
  sort: string;
  /** Boards group by this field unless the view says otherwise. */
  board?: {
    by: string;
    sum?: string;
    weight?: string;
    /** The date by which periods are foreseen: `expectedClose`. */
    date?: string;
    /** Records that are still to be worked on: boards by when something is due, and by `date`, show them apart. */
    open?: Filter;
    /** What has come true: on a board by `date` it stands at the day in `on`. The rest of what is not open is not on it. */
    done?: { when: Filter; on: string };
  };
  /** Which roles may write: everyone with reach (`records`), administrators only (`settings`), nobody directly (`system`). */
  writtenBy: 'records' | 'settings' | 'system';
  /**
   * Its records shape the workspace, so that they are in the file of its set-up: those that match `where`, known again by
   * the fields in `by` (its title, unless said otherwise). Missing: all of what settings write, none of the rest.
   */
  setUp?: { by?: readonly string[]; where?: Filter };
  /**
   * Only their owner finds them, whatever the roles of others: one's own imports; views, `unless` they are for all,
   * or where they are for some: for those whom the fields `people` and `roles` name.
   */
  ownersAlone?: {
    unless?: Filter;
    named?: { where: Filter; people: string; roles: string };
  };
  /** The fields that say where on its way a record is: roles give rights by them, and say what leads where. */
  stages?: { stage: string; pipeline?: string };
  /** The list of people who are told of what happens to a record. */
  followedBy?: string;
  /** Since when nothing has happened to a record, and what happened last: kept on it. */
  idle?: { since: string; because: string };
  /** By which of its records may be the same beside fields that match. */
  alike?: Alike;
  /**
   * The field that leads to the record above: pages show what belongs to those below it as well (EP-SET-22). Empty: only
   * its own.
   */
  below?: string;
  /** A list of records of any object: whoever sees none of those that it names does not see this either. */
  follows?: string;
  /** Stands on the timelines of the records that it follows. */
  onTimeline?: {
    /** At the first of these moments that it has. */
    at: readonly string[];
    /** Whether it is pinned to the top of them. */
    pinned: string;
    /** Stands on them only `once` that is true; until then it is planned, for the moment in `for`. */
    planned?: { once: string; for: string };
  };
}

/** So many entries at most are pinned to the top of one timeline: more would be a list of their own. */
export const mostPinned = 7;
