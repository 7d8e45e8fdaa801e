using System.Collections.Immutable;
using Dispatch.Contracts.Privacy;
using Orleans.Concurrency;

namespace Dispatch.Contracts.Care;

/// <summary>How far the help is that a dispute or petition asked for; of the help itself nothing.</summary>
/// <param name="Number">Counts within the file, from 1.</param>
/// <param name="AskedAt">When it was asked for.</param>
/// <param name="State">How far it is.</param>
/// <param name="ChangedAt">Since when; null: since it was asked for.</param>
[GenerateSerializer, Immutable, Alias("care.support-view")]
public sealed record SupportView(int Number, DateTimeOffset AskedAt, SupportState State, DateTimeOffset? ChangedAt);

/// <summary>A dispute or petition as those who lead it see it. It knows no case, and no case knows a word of it (G28).</summary>
/// <param name="Id">File id; a case links it by this and nothing else.</param>
/// <param name="Kind">Dispute or petition.</param>
/// <param name="StationId">Its station.</param>
/// <param name="Mediator">Account of whoever leads it.</param>
/// <param name="Reference">The reference that the office gave: 1 to 64 letters, digits, hyphens.</param>
/// <param name="OpenedAt">When it was opened.</param>
/// <param name="SettledAt">When it was settled; null: it is led on.</param>
/// <param name="Supports">Help that was asked for, at most 20 times.</param>
[GenerateSerializer, Immutable, Alias("care.side-file-view")]
public sealed record SideFileView(
    string Id, SideKind Kind, string StationId, string Mediator, [property: Sealed] string Reference, DateTimeOffset OpenedAt, DateTimeOffset? SettledAt,
    ImmutableArray<SupportView> Supports);

/// <summary>A file in its station's list.</summary>
[GenerateSerializer, Immutable, Alias("care.side-file-row")]
public sealed record SideFileRow(string Id, SideKind Kind, [property: Sealed] string Reference, DateTimeOffset OpenedAt, DateTimeOffset? SettledAt);

/// <summary>All files of a station, newest first.</summary>
[GenerateSerializer, Immutable, Alias("care.side-file-list")]
public sealed record SideFileList(ImmutableArray<SideFileRow> Files);

/// <summary>One dispute or petition. Keyed by its id. For coordinators and the head of its station.</summary>
[Alias("dispatch.side-file")]
public interface ISideFileGrain : IGrainWithStringKey
{
    /// <summary>Opens it. Told again with the same reference: done already.</summary>
    [Alias("open")]
    Task<Reply<SideFileView>> OpenAsync(SideKind kind, string reference, Actor by);

    /// <summary>Whether <see cref="AskAsync"/> would keep this request; asked before it goes out. Changes nothing.</summary>
    [ReadOnly, Alias("may-ask")]
    Task<Reply> MayAskAsync(string requestId, Actor by);

    /// <summary>Keeps that this request asks for a counsellor; told again: done already.</summary>
    [Alias("ask")]
    Task<Reply<SideFileView>> AskAsync(string requestId, Actor by);

    /// <summary>Settles it. Repeated: done already.</summary>
    [Alias("settle")]
    Task<Reply<SideFileView>> SettleAsync(Actor by);

    /// <summary>The file, with how far the help is by now.</summary>
    [Alias("get")]
    Task<Reply<SideFileView>> GetAsync(Actor by);

    /// <summary>Deletes what it holds once it is settled and no case that it asked for is kept any more; whoever calls says that its time is over. Repeated: nothing.</summary>
    [Alias("purge")]
    Task<CasePurge> PurgeAsync();
}

/// <summary>The files of a station. Keyed by station id; at most 2,000, of which the oldest settled go first.</summary>
[Alias("dispatch.side-files")]
public interface ISideFileListGrain : IGrainWithStringKey
{
    /// <summary>Lists a file or its newer row; before the file's own commit.</summary>
    [Alias("put")]
    Task PutAsync(SideFileRow row);

    /// <summary>Lists a file no longer. Not listed: nothing.</summary>
    [Alias("drop")]
    Task DropAsync(string id);

    /// <summary>The list.</summary>
    [ReadOnly, Alias("list")]
    Task<Reply<SideFileList>> ListAsync(Actor by);
}
