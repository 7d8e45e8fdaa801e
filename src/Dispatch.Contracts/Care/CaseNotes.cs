using System.Collections.Immutable;
using Dispatch.Contracts.Privacy;

namespace Dispatch.Contracts.Care;

/// <summary>The words of a sealed note.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="Number">The note's number in the case.</param>
/// <param name="Kind">What it is about.</param>
/// <param name="By">Who wrote it.</param>
/// <param name="At">When.</param>
/// <param name="Text">The words.</param>
[GenerateSerializer, Immutable, Alias("care.note-view")]
public sealed record NoteView(string CaseId, int Number, NoteKind Kind, string By, DateTimeOffset At, [property: Sealed] string Text);

/// <summary>The glass was broken: notes read by somebody outside of the care team.</summary>
[GenerateSerializer, Immutable, Alias("care.notes-opening")]
public sealed record NotesOpening(int Number, string By, Role Role, DateTimeOffset At, DateTimeOffset Until, [property: Sealed] string Reason, bool Told = false);

/// <summary>Opens all notes of a case for the asker for 15 minutes, with a reason of 10 to 500 characters, in the supervisor's sight.</summary>
[GenerateSerializer, Immutable, Alias("care.open-notes")]
public sealed record OpenNotes(CareWorker Worker, [property: Sealed] string Reason);

/// <summary>Takes a case of the triage queue, as its owner, with another counsellor as deputy (null: the product proposes one).</summary>
[GenerateSerializer, Immutable, Alias("care.accept-case")]
public sealed record AcceptCase(CareWorker Worker, string? Deputy = null);

/// <summary>Puts a request away that nobody needs a case for any longer: it has ended, is below High-risk, and a licensed counsellor says why.</summary>
[GenerateSerializer, Immutable, Alias("care.set-aside")]
public sealed record SetAsideCase(CareWorker Worker, [property: Sealed] string Reason);

/// <summary>That it was put away.</summary>
[GenerateSerializer, Immutable, Alias("care.aside")]
public sealed record Aside(string By, Role Role, DateTimeOffset At, [property: Sealed] string? Reason);

/// <summary>A counsellor who can be asked to be deputy or new owner.</summary>
/// <param name="Points">The caseload: cases in hand, weighted by the contacts they still ask for.</param>
/// <param name="Cap">From so many on nobody asks for a further case.</param>
[GenerateSerializer, Immutable, Alias("care.colleague")]
public sealed record CareColleague(string Account, [property: Sealed] string Name, bool CrisisQualified, int Cases, int Points, int Cap);

/// <summary>A unit that cases can be referred to.</summary>
[GenerateSerializer, Immutable, Alias("care.unit")]
public sealed record CareUnit(string Id, string NameZh, string NameEn, string Kind, bool EmergencyLinked, ImmutableArray<string> Stations);
