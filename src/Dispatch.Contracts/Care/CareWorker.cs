using Dispatch.Contracts.Responders;

namespace Dispatch.Contracts.Care;

/// <summary>Who acts on a case: the session's account and that person's own record. Set by the server, never by the caller.</summary>
/// <param name="By">Account, role and station.</param>
/// <param name="Profile">What the person's own record says of licence and qualification; null: it has none, and so no licence.</param>
[GenerateSerializer, Immutable, Alias("care.worker")]
public sealed record CareWorker(Actor By, ResponderProfile? Profile = null);
