using Dispatch.Contracts.Care;
using Dispatch.Domain.Cases;
using Dispatch.Grains.Storage;

namespace Dispatch.Grains.Cases;

/// <inheritdoc cref="ICaseNoteGrain"/>
[GrainType("case-note")]
internal sealed class CaseNoteGrain([PersistentState("case-note")] IPersistentState<Stored<NoteWords>> store) : CommittingGrain<NoteWords>(store), ICaseNoteGrain
{
    public Task PutAsync(string words) => State?.Text == words ? Task.CompletedTask : CommitAsync(new NoteWords(words));

    public Task ForgetAsync() => ClearAsync();

    public Task<string?> GetAsync() => Task.FromResult(State?.Text);
}
