using System.Collections.Immutable;
using Dispatch.Contracts;
using Dispatch.Contracts.Care;
using Dispatch.Domain.Access;
using Dispatch.Domain.Cases;
using Dispatch.Grains.Storage;

namespace Dispatch.Grains.SideFiles;

/// <inheritdoc cref="ISideFileListGrain"/>
[GrainType("side-files")]
internal sealed class SideFileListGrain([PersistentState("side-files")] IPersistentState<Stored<SideFileList>> store)
    : CommittingGrain<SideFileList>(store), ISideFileListGrain
{
    public Task PutAsync(SideFileRow row) => CommitAsync(new SideFileList(SideFileViews.Put(Rows, row)));

    public Task DropAsync(string id) =>
        Rows.Any(row => row.Id == id) ? CommitAsync(new SideFileList(Rows.RemoveAll(row => row.Id == id))) : Task.CompletedTask;

    public Task<Reply<SideFileList>> ListAsync(Actor by) =>
        Task.FromResult<Reply<SideFileList>>(AccessTable.SideFiles.Judge(by, Id) is { } refused ? refused : new SideFileList(Rows));

    private ImmutableArray<SideFileRow> Rows => State?.Files ?? [];
}
