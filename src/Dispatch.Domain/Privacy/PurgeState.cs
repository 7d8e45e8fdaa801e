using System.Collections.Immutable;
using Dispatch.Contracts.Privacy;

namespace Dispatch.Domain.Privacy;

/// <summary>How far a station's nightly purge has come.</summary>
/// <param name="LastNight">The station's day whose purge is finished.</param>
/// <param name="Case">The last entry of the record that was looked at for words and contacts.</param>
/// <param name="Service">The same for what is left of requests.</param>
/// <param name="Account">The same for closed accounts.</param>
public sealed record PurgeState(DateOnly? LastNight, long Case, long Service, long Account)
{
    public static readonly PurgeState Fresh = new(null, 0, 0, 0);

    /// <summary>The same for requests that nobody could fill.</summary>
    public long Unfilled { get; init; }

    /// <summary>The same for invitations that were never followed.</summary>
    public long Invitation { get; init; }

    /// <summary>The same for disputes and petitions.</summary>
    public long SideFile { get; init; }

    /// <summary>The moment as of which the last night was purged; null: none was, or by a version that did not keep it.</summary>
    public DateTimeOffset? AsOf { get; init; }

    /// <summary>Whom the walk passed without an answer, or who still had something in hand: asked again each night.</summary>
    public ImmutableArray<PurgeRepeat> Repeats { get; init; } = [];
}

/// <summary>One that is asked again.</summary>
/// <param name="What">What of it was to go.</param>
/// <param name="Subject">Id of a request, or an account name.</param>
public sealed record PurgeRepeat(Retention What, string Subject);

/// <summary>What asking one subject led to.</summary>
public enum PurgeOutcome
{
    /// <summary>There was nothing to delete, or no longer.</summary>
    Nothing,

    /// <summary>It is deleted.</summary>
    Gone,

    /// <summary>It did not answer, or still has something in hand.</summary>
    Repeat,
}
