namespace Dispatch.Contracts.Chats;

/// <summary>Writes a message. Repeated with the same id and text it answers the same receipt and writes nothing.</summary>
/// <param name="By">The resident, or a counsellor of the request; set by the server.</param>
/// <param name="ClientId">Made by the writer's device, 8 to 64 letters, digits and dashes; another text under it is <see cref="RefusalCode.IdempotencyKeyReused"/>.</param>
/// <param name="Text">1 to 2,000 UTF-16 units, not blank; of control characters only the line feed.</param>
[GenerateSerializer, Immutable, Alias("chat.write-message")]
public sealed record WriteMessage(Actor By, string ClientId, string Text);
