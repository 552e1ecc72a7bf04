import { useTexts } from '../../useTexts';
import type { Certificate } from '../../../shared/model/connection';
import { PropertyList } from '../../components/propertyList';
import { useTimes } from '../../frame/useTimes';

/** The certificate that the server showed, beside the name that was asked for. */
export function CertificateDetails({ certificate, asked }: { certificate: Certificate; asked: string }) {
  const { t } = useTexts('connect');
  const times = useTimes();
  const { subject, issuer, names, notAfter, thumbprint } = certificate;
  return (
    <div className="gw-below">
      <PropertyList
        items={[
          { name: t('certificate.asked'), value: asked },
          {
            name: t('certificate.names'),
            value: names.length === 0 ? t('certificate.none') : names.join(', '),
          },
          { name: t('certificate.subject'), value: subject },
          { name: t('certificate.issuer'), value: issuer },
          {
            name: t('certificate.until'),
            value: notAfter === null ? t('certificate.unread') : times.date(notAfter),
          },
          { name: t('certificate.thumbprint'), value: thumbprint, mono: true },
        ]}
      />
    </div>
  );
}
