import { NativeSelect, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useLabels } from '../../../app/language.ts';
import { useCatalog } from '../../../data/catalog.ts';

interface Props {
  /** `{deal: 'write'}` */
  chosen: Record<string, string>;
  onChange: (chosen: Record<string, string>) => void;
}

/** What a key may do, object by object. */
export function KeyScopes({ chosen, onChange }: Props) {
  const { t } = useTranslation('security');
  const labels = useLabels();
  const { objects } = useCatalog();
  const set = (object: string, verb: string) => {
    const { [object]: _before, ...others } = chosen;
    onChange(verb ? { ...others, [object]: verb } : others);
  };
  return (
    <Stack gap="xs">
      <Text size="xs" c="dimmed">
        {t('keys.someHint')}
      </Text>
      {Object.values(objects)
        .filter((object) => object.writtenBy === 'records')
        .map((object) => (
          <NativeSelect
            key={object.name}
            label={labels.object(object, 'many')}
            data={[
              { value: '', label: t('keys.nothing') },
              { value: 'read', label: t('keys.read') },
              { value: 'write', label: t('keys.write') },
            ]}
            value={chosen[object.name] ?? ''}
            onChange={(event) => set(object.name, event.currentTarget.value)}
          />
        ))}
    </Stack>
  );
}
