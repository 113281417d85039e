import { type Form, said } from './form.ts';
import { formHtml } from './form-html.ts';
import { escaped, lines, tag } from '#platform/html.ts';
import { addressOf, files } from './page.ts';

/** What somebody copies into a page of theirs (OO-WEB-06). */
export interface EmbedCodes {
  /** Address of the form as a page of its own. */
  page: string;
  /** Brings it in at its own height, and tells from which campaign and page the visitor came. */
  script: string;
  /** A frame of a fixed height, where no scripts of others are wanted. */
  frame: string;
  /** The form itself, to be designed like the rest of the page; visitors confirm on a page of ours. */
  html: string;
}

export function embedCodes(form: Form, publicUrl: string): EmbedCodes {
  const page = new URL(addressOf(form), publicUrl).href;
  const title = said(form, 'heading') || said(form, 'name');
  const height = 220 + form.questions.length * 80;
  const intro = said(form, 'intro');
  return {
    page,
    script: tag('script', {
      src: new URL(files.embed, publicUrl).href,
      'data-form': form.key,
      async: true,
    }),
    frame: tag('iframe', { src: page, title, style: `width:100%;height:${height}px;border:0` }),
    html: [
      said(form, 'heading') && tag('h2', {}, escaped(said(form, 'heading'))),
      intro && tag('p', {}, lines(intro)),
      formHtml(form, { action: page, trapStyle: 'position:absolute;left:-9999px' }),
    ]
      .filter(Boolean)
      .join('\n'),
  };
}
