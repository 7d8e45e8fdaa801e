using Dispatch.Contracts.Care;
using Dispatch.Domain.Privacy;

namespace Dispatch.Grains.Cases;

/// <summary>What time decides about a case that has ended.</summary>
internal sealed partial class CaseGrain
{
    public Task<bool> IsKeptAsync() => Task.FromResult(Current is { ErasedAt: null });

    public async Task<CasePurge> PurgeAsync(DateTimeOffset cutoff)
    {
        if (Current is not { ErasedAt: null } file)
        {
            return CasePurge.Nothing;
        }

        if (CaseErasure.IsNeeded(file) || CaseErasure.EndedAt(file) > cutoff)
        {
            return CasePurge.Needed;
        }

        // Words go before what refers to them, so that a step which was cut off finds them again.
        foreach (var content in (file.Case?.Notes.Select(note => note.ContentId) ?? []).Concat(file.Drafts))
        {
            await Note(content).ForgetAsync();
        }

        await SaveAsync(CaseErasure.Erase(file, Now));
        return CasePurge.Gone;
    }
}
