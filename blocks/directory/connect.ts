import { context, field, option, section, staticSelect } from '#blocks/kit/elements.ts';
import { escapeText } from '#blocks/kit/escape.ts';
import { limits } from '#blocks/kit/limits.ts';
import { encodeMetadata } from '#blocks/kit/metadata.ts';
import { modal, noticeModal } from '#blocks/kit/modal.ts';
import type { ModalView } from '#core/surface.ts';
import { callbackIds } from './ids.ts';
import { staffTexts } from './texts.ts';

const texts = staffTexts.connect;

export function choosePartnerModal(shown: {
  channelId: string;
  partners: readonly { partnerId: string; displayName: string }[];
}): ModalView {
  const options = shown.partners
    .slice(0, limits.selectOptions)
    .map(({ partnerId, displayName }) => option(`${partnerId} ${displayName}`, partnerId));
  return modal({
    callbackId: callbackIds.choosePartner,
    title: texts.title,
    submit: texts.next,
    close: staffTexts.cancel,
    metadata: encodeMetadata({ channelId: shown.channelId }),
    blocks: [
      section(texts.choose),
      field({ name: 'partnerId', label: texts.field, element: staticSelect({ options }) }),
      ...(shown.partners.length > limits.selectOptions ? [context(texts.tooMany)] : []),
    ],
  });
}

export interface ShownPlan {
  partnerId: string;
  displayName: string;
  channelId: string;
  situation: 'shared' | 'test' | 'mixed';
  newTeamIds: readonly string[];
}

export function confirmConnectModal(plan: ShownPlan): ModalView {
  const { partnerId, channelId, situation } = plan;
  const warning = situation === 'shared' ? [] : [section(texts[situation])];
  const linked = plan.newTeamIds.length === 0 ? [] : [section(texts.linked(plan.newTeamIds.join(', ')))];
  return modal({
    callbackId: callbackIds.connect,
    title: texts.title,
    submit: texts.submit,
    close: staffTexts.cancel,
    metadata: encodeMetadata({ partnerId, channelId, situation }),
    blocks: [
      section(texts.confirm(channelId, escapeText(`${plan.displayName} (${partnerId})`))),
      ...warning,
      ...linked,
      context(texts.effect),
    ],
  });
}

export function connectedModal(shown: {
  displayName: string;
  situation: 'shared' | 'test' | 'mixed';
  missing: readonly (keyof typeof staffTexts.fields)[];
  isLimited: boolean;
}): ModalView {
  const { connected, fields } = staffTexts;
  const missing = shown.missing.map((name) => fields[name]).join(', ');
  const lines = [
    connected.done(escapeText(shown.displayName)),
    ...(shown.missing.length > 0 ? [connected.missing(shown.missing.length, missing)] : []),
    ...(shown.situation === 'shared' ? [] : [connected[shown.situation]]),
    ...(shown.isLimited ? [connected.limited] : []),
  ];
  return noticeModal({
    callbackId: callbackIds.notice,
    title: connected.title,
    close: staffTexts.close,
    text: lines.join('\n'),
  });
}
