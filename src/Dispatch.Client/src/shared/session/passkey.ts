// The two ceremonies of WebAuthn: JSON from the server to the browser's buffers, and its answer back.

type Json = Record<string, unknown>

interface Described {
  id: string
  type: 'public-key'
  transports?: AuthenticatorTransport[]
}

/** A passkey belongs to a host by name; an address of numbers has none. */
export function passkeysPossible(): boolean {
  return typeof PublicKeyCredential === 'function' && !/^[\d.]+$|^\[/.test(location.hostname)
}

/** Whether the browser offers passkeys while the name is typed. */
export async function offersWhileTyping(): Promise<boolean> {
  return passkeysPossible() && ((await PublicKeyCredential.isConditionalMediationAvailable?.().catch(() => false)) ?? false)
}

/** Makes a passkey on this device; null: the person changed their mind. */
export async function makePasskey(options: Json): Promise<Json | null> {
  const user = options.user as Json
  const publicKey = {
    ...options,
    challenge: toBytes(options.challenge as string),
    user: { ...user, id: toBytes(user.id as string) },
    excludeCredentials: described(options.excludeCredentials),
  } as unknown as PublicKeyCredentialCreationOptions
  const made = await unlessGivenUp(navigator.credentials.create({ publicKey }))
  if (!made) return null
  const response = made.response as AuthenticatorAttestationResponse
  return answer(made, {
    clientDataJSON: toText(response.clientDataJSON),
    attestationObject: toText(response.attestationObject),
    transports: response.getTransports?.() ?? [],
  })
}

/** Signs in with a passkey; null: the person changed their mind. */
export async function usePasskey(options: Json, whileTyping?: AbortSignal): Promise<Json | null> {
  const publicKey = {
    ...options,
    challenge: toBytes(options.challenge as string),
    allowCredentials: described(options.allowCredentials),
  } as unknown as PublicKeyCredentialRequestOptions
  const used = await unlessGivenUp(
    navigator.credentials.get({ publicKey, ...(whileTyping ? { mediation: 'conditional' as const, signal: whileTyping } : {}) }),
  )
  if (!used) return null
  const response = used.response as AuthenticatorAssertionResponse
  return answer(used, {
    clientDataJSON: toText(response.clientDataJSON),
    authenticatorData: toText(response.authenticatorData),
    signature: toText(response.signature),
    userHandle: response.userHandle ? toText(response.userHandle) : null,
  })
}

function answer(credential: PublicKeyCredential, response: Json): Json {
  return {
    id: credential.id,
    rawId: toText(credential.rawId),
    type: credential.type,
    response,
    clientExtensionResults: credential.getClientExtensionResults(),
    authenticatorAttachment: credential.authenticatorAttachment,
  }
}

async function unlessGivenUp(asked: Promise<Credential | null>): Promise<PublicKeyCredential | null> {
  try {
    return (await asked) as PublicKeyCredential | null
  } catch (error) {
    // Closed, timed out, replaced by another try, or made on this device before.
    if (error instanceof DOMException && ['NotAllowedError', 'AbortError', 'InvalidStateError'].includes(error.name)) return null
    throw error
  }
}

function described(list: unknown): PublicKeyCredentialDescriptor[] {
  return ((list ?? []) as Described[]).map((item) => ({ ...item, id: toBytes(item.id) }))
}

export function toBytes(text: string): Uint8Array<ArrayBuffer> {
  const plain = atob(text.replace(/-/g, '+').replace(/_/g, '/'))
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0))
}

export function toText(bytes: ArrayBuffer): string {
  return btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=+$/, '')
}
