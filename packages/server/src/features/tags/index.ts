import type { Feature } from '#engine/engine.ts';
import { carriers, followTag } from './follow-tag.ts';
import { keepTags } from './keep-tags.ts';

export { carriers, mergeTags } from './follow-tag.ts';
export { addTagRoutes } from './routes.ts';

export const tags: Feature = {
  name: 'tags',
  fieldRules: { tags: keepTags },
  consequences: { tag: followTag },
  followers: { tag: carriers },
};
