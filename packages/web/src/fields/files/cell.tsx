import { Anchor } from '@mantine/core';
import { IconPaperclip } from '@tabler/icons-react';
import { type CellProps, type Reference, referenceOf } from '../contract.ts';
import styles from '../fields.module.css';
import { useTitle } from '../titles.ts';
import { client } from '../../data/client.ts';

export function FilesCell({ field, value, full }: CellProps<(string | Reference)[]>) {
  return (
    <span className={full ? styles['wrap'] : styles['noWrap']}>
      {value.map(referenceOf).map((file) => (
        <FileChip key={file.id} file={file} image={field.images === true} />
      ))}
    </span>
  );
}

function FileChip({ file, image }: { file: Reference; image: boolean }) {
  const name = useTitle('file', file);
  if (image)
    return (
      <img
        className={styles['thumb']}
        src={client.fileAddress(file.id, { inline: true })}
        alt={name}
        loading="lazy"
      />
    );
  return (
    <span className={styles['badge']}>
      <IconPaperclip size={13} aria-hidden />
      <Anchor
        className={styles['link']}
        inherit
        href={client.fileAddress(file.id)}
        onClick={(event) => event.stopPropagation()}
      >
        {name}
      </Anchor>
    </span>
  );
}
