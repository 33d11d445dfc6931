#!/bin/sh
# Makes the namespace and its search attributes and proves that they are known: an unknown one stalls stories silently.
set -eu
ATTRIBUTES="OrgId=Keyword StoryKind=Keyword StoryState=Keyword WaitingFor=Keyword PayerId=Keyword NextDeadlineAt=Datetime HardDeadlineAt=Datetime AmountCents=Int"
tries=0
until temporal operator cluster health >/dev/null 2>&1; do
  tries=$((tries + 1))
  if [ "$tries" -ge 120 ]; then echo "Temporal at $TEMPORAL_ADDRESS is not healthy" >&2; exit 1; fi
  sleep 1
done
temporal operator namespace describe --namespace "$NAMESPACE" >/dev/null 2>&1 \
  || temporal operator namespace create --namespace "$NAMESPACE" --retention "$RETENTION"
tries=0
while :; do
  known=$(temporal operator search-attribute list --namespace "$NAMESPACE" 2>/dev/null || true)
  missing=""
  for attribute in $ATTRIBUTES; do
    case "$known" in *"${attribute%%=*}"*) ;; *) missing="$missing $attribute" ;; esac
  done
  if [ -z "$missing" ]; then exit 0; fi
  tries=$((tries + 1))
  if [ "$tries" -ge 60 ]; then echo "search attributes still unknown:$missing" >&2; exit 1; fi
  for attribute in $missing; do
    temporal operator search-attribute create --namespace "$NAMESPACE" --name "${attribute%%=*}" --type "${attribute#*=}" || true
  done
  sleep 1
done
