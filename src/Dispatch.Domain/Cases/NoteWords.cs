using Dispatch.Contracts.Privacy;

namespace Dispatch.Domain.Cases;

/// <summary>The words of one note, as its row keeps them: sealed.</summary>
public sealed record NoteWords([property: Sealed] string Text);
