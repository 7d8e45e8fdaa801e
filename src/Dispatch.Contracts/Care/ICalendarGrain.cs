using Orleans.Concurrency;

namespace Dispatch.Contracts.Care;

/// <summary>The address under which an account's follow-ups can be read by a calendar without a sign-in. Keyed by account. It keeps a digest, never the token.</summary>
[Alias("dispatch.calendar")]
public interface ICalendarGrain : IGrainWithStringKey
{
    /// <summary>Another address takes the place of the one before.</summary>
    [Alias("make")]
    Task MakeAsync(CalendarAddress address);

    /// <summary>The address that leads here; null: none.</summary>
    [ReadOnly, Alias("get")]
    Task<CalendarAddress?> GetAsync();

    /// <summary>No address leads here any longer. Repeated: nothing.</summary>
    [Alias("revoke")]
    Task RevokeAsync();
}

/// <summary>An address of a calendar.</summary>
/// <param name="Digest">SHA-256 of its token of 256 random bits, in lower-case hexadecimal.</param>
/// <param name="English">Entries are called by their English names.</param>
/// <param name="MadeAt">When it was made.</param>
/// <param name="By">Who made it, with the role and station of that moment.</param>
[GenerateSerializer, Immutable, Alias("care.calendar-address")]
public sealed record CalendarAddress(string Digest, bool English, DateTimeOffset MadeAt, Actor By);
