// The browser's part of passkeys: forms that are hidden until it is known that there can be one. What the device says goes
// into the form's fields, and the form is sent as any other.

const toText = (bytes: ArrayBuffer) => btoa(String.fromCharCode(...new Uint8Array(bytes))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
const toBytes = (text: string) => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (c) => c.charCodeAt(0));
const plain = (text: string) => new TextEncoder().encode(text);

/** Whether a host is an IP address. */
const isNumber = (host: string) => /^(\[.*\]|[\d.]+)$/.test(host);

async function ask(form: HTMLFormElement): Promise<Record<string, string> | null> {
  const { passkey, user = '', email = '', person = '', known = '', paper = '' } = form.dataset;
  const ours = known.split(' ').filter(Boolean).map((id) => ({ type: 'public-key' as const, id: toBytes(id) }));
  const challenge = plain((form.elements.namedItem('challenge') as HTMLInputElement).value);
  if (passkey === 'get') {
    const found = (await navigator.credentials.get({ publicKey: { challenge, userVerification: 'required', allowCredentials: ours } })) as PublicKeyCredential | null;
    if (!found) return null;
    const said = found.response as AuthenticatorAssertionResponse;
    return { id: found.id, data: toText(said.authenticatorData), client: toText(said.clientDataJSON), signature: toText(said.signature) };
  }
  const made = (await navigator.credentials.create({
    publicKey: {
      challenge,
      rp: { name: paper },
      user: { id: plain(user), name: email, displayName: person },
      // ES256, EdDSA, and RS256 for Windows Hello.
      pubKeyCredParams: [-7, -8, -257].map((alg) => ({ type: 'public-key', alg })),
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      excludeCredentials: ours,
      attestation: 'none',
    },
  })) as PublicKeyCredential | null;
  if (!made) return null;
  const said = made.response as AuthenticatorAttestationResponse;
  return { id: made.id, data: toText(said.getAuthenticatorData()), client: toText(said.clientDataJSON) };
}

/** Shows the forms for passkeys, where the browser has any. */
export function showPasskeys(): void {
  if (!('PublicKeyCredential' in window)) return;
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-passkey]')) {
    form.hidden = false;
    form.addEventListener('submit', async (event) => {
      event.preventDefault();
      const problem = form.querySelector<HTMLElement>('.problem')!;
      problem.hidden = true;
      // A passkey is of a name (WebAuthn), which the address of the desk has not.
      if (isNumber(location.hostname)) {
        problem.textContent = 'Passkeys need the desk under a name, not a number.';
        problem.hidden = false;
        return;
      }
      try {
        const said = await ask(form);
        if (!said) return;
        for (const [name, value] of Object.entries(said)) (form.elements.namedItem(name) as HTMLInputElement).value = value;
        form.submit();
      } catch (error) {
        const name = error instanceof DOMException ? error.name : '';
        problem.textContent = name === 'InvalidStateError' ? 'This device has a passkey here already.' : 'The device gave no passkey. Try again, or use the password.';
        problem.hidden = false;
      }
    });
  }
}
